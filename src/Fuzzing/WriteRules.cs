namespace AkkaCacheSim.Fuzzing;

/// <summary>I1 and I2: no acknowledged write is lost, and the origin never goes back.</summary>
internal static class WriteRules
{
    public static Violation? Lost(Trial trial) =>
        MayLose(trial) || trial.Report.LostWrites.Count == 0 ? null : new Violation("I1", $"{trial.Report.LostWrites.Count} acknowledged writes are lost, the first: {trial.Report.LostWrites[0]}");

    public static Violation? Fell(Trial trial)
    {
        var last = new Dictionary<string, long>();
        foreach (var change in trial.Cluster.Database.ChangesAfter(0, int.MaxValue))
        {
            if (change.Stamp < last.GetValueOrDefault(change.Key!)) return new Violation("I2", $"the stamp of {change.Key} fell from {last[change.Key!]} to {change.Stamp} at version {change.Version}");
            last[change.Key!] = change.Stamp;
        }

        return null;
    }

    public static Violation? Overwrote(Trial trial) =>
        MayLose(trial) || trial.Report.Overwrites.Count == 0 ? null : new Violation("I2", $"{trial.Report.Overwrites.Count} writes overwrote later ones, the first: {trial.Report.Overwrites[0]}");

    // Nothing makes a write twice: a flush that is repeated finds its stamp in the row. Only an owner's memory has no stamps.
    public static Violation? Twice(Trial trial)
    {
        if (trial.Settings.Any(settings => settings.HasVolatileQueue)) return null;
        var seen = new HashSet<long>();
        foreach (var change in trial.Cluster.Database.ChangesAfter(0, int.MaxValue))
        {
            if (change.WriteId > 0 && !seen.Add(change.WriteId)) return new Violation("I2", $"write {change.WriteId} of {change.Key} was committed again, as version {change.Version}");
        }

        return null;
    }

    // What an owner has in its memory dies with it, and what it takes with it into another place has no order there.
    private static bool MayLose(Trial trial) => !trial.SteadyNodes && trial.Settings.Any(settings => settings.HasVolatileQueue);
}
