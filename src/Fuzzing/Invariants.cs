using AkkaCacheSim.Checker;
using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Nodes;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Simulation;
using HistoryLine = AkkaCacheSim.Core.History.HistoryLine;

namespace AkkaCacheSim.Fuzzing;

/// <summary>What must hold at the end of a run. Those that must hold at all times are asserted in the model, and capacity is looked at after every event.</summary>
internal static class Invariants
{
    // A lookup, a wait there, a load and a write's store follow one another at most, and loads are tried three times.
    private const int MostTimeouts = 10;

    /// <summary>Looks for the first that does not hold.</summary>
    public static Violation? Judge(FuzzCase drawn, VirtualCluster cluster, Observed observed, Stream history)
    {
        using var reader = new StreamReader(history, leaveOpen: true);
        var report = HistoryCheck.Run([reader]);
        return Lost(drawn.Settings, report)
            ?? Fell(drawn.Settings, cluster, report)
            ?? WentBack(observed.Reads)
            ?? Stuck(drawn.Settings, cluster)
            ?? TooOld(drawn.Settings, report)
            ?? Twice(drawn, observed.Loads)
            ?? TooLong(drawn, observed.Reads);
    }

    private static Violation? Lost(SimSettings settings, CheckReport report) =>
        settings.HasVolatileQueue || report.LostWrites.Count == 0 ? null : new Violation("I1", $"{report.LostWrites.Count} acknowledged writes are lost, the first: {report.LostWrites[0]}");

    private static Violation? Fell(SimSettings settings, VirtualCluster cluster, CheckReport report)
    {
        var last = new Dictionary<string, long>();
        foreach (var change in cluster.Database.ChangesAfter(0, int.MaxValue))
        {
            if (change.Stamp < last.GetValueOrDefault(change.Key!)) return new Violation("I2", $"the stamp of {change.Key} fell from {last[change.Key!]} to {change.Stamp} at version {change.Version}");
            last[change.Key!] = change.Stamp;
        }

        return settings.HasVolatileQueue || report.Overwrites.Count == 0 ? null : new Violation("I2", $"{report.Overwrites.Count} writes overwrote later ones, the first: {report.Overwrites[0]}");
    }

    // Of reads that overlap either may be the earlier one.
    private static Violation? WentBack(List<HistoryLine> reads)
    {
        foreach (var served in reads.Where(read => read.Outcome is Outcome.Hit or Outcome.Stale && read.Version > 0).GroupBy(read => (read.Node, read.Key)))
        {
            var (highest, ended) = (0L, served.OrderBy(read => read.End).ToList());
            var next = 0;
            foreach (var read in served.OrderBy(read => read.Start))
            {
                while (ended[next].End < read.Start) highest = Math.Max(highest, ended[next++].Version);
                if (read.Version < highest) return new Violation("I3", $"{read.Node} served {read.Key} at {read.Version} after {highest}");
            }
        }

        return null;
    }

    private static Violation? Stuck(SimSettings settings, VirtualCluster cluster)
    {
        if (!settings.HasCdc) return null;
        var rows = cluster.Database.ChangesAfter(0, int.MaxValue).GroupBy(change => change.Key!).ToDictionary(key => key.Key, key => key.Last());
        foreach (var node in cluster.Nodes)
        {
            foreach (var (name, entry) in node.Copies())
            {
                var key = Core.Protections.SubKeys.KeyOf(name);
                if (rows.TryGetValue(key, out var row) && IsOld(entry, row.Version, row.WriteId)) return new Violation("I4", $"{node.Self} holds {name} at {entry.Revision.Version}, write {entry.WriteId}; the row is at {row.Version}, write {row.WriteId}");
            }
        }

        return null;
    }

    private static bool IsOld(Entry entry, long version, long writeId) => entry.WriteId != 0 && entry.Revision.Version == 0 ? entry.WriteId != writeId : entry.Revision.Version < version;

    private static Violation? TooOld(SimSettings settings, CheckReport report)
    {
        if (settings.Invalidation != InvalidationStrategies.Ttl || settings.Ttl == Durations.None || settings.Sliding || settings.StaleFor > 0 || settings.Write == "write-back") return null;
        var most = settings.Ttl + settings.TtlJitter;
        return report.Staleness is { } staleness && staleness.Max > most / (double)Durations.Millisecond ? new Violation("I5", $"a read was {staleness.Max:0.0} ms stale, with copies that live {Durations.Format(most)}") : null;
    }

    // Where nothing is written, no log is followed, no copy expires and no node comes or goes, nothing voids a flight: two of one process never overlap.
    private static Violation? Twice(FuzzCase drawn, List<HistoryLine> loads)
    {
        if (!drawn.Settings.Has(ProtectionSet.SingleFlight) || drawn.Load.WriteShare > 0 || drawn.Settings.Read != "cache-aside") return null;
        if (drawn.Settings.HasCdc || drawn.Settings.Ttl != Durations.None || drawn.Faults.Any(fault => fault.Kind < FaultKind.CutInvalidator)) return null;
        foreach (var key in loads.GroupBy(load => (load.Client, load.Key)))
        {
            var end = 0L;
            foreach (var load in key.OrderBy(load => load.Start))
            {
                if (load.Start < end) return new Violation("I6", $"{load.Client} loaded {load.Key} twice at a time");
                end = load.End;
            }
        }

        return null;
    }

    private static Violation? TooLong(FuzzCase drawn, List<HistoryLine> reads)
    {
        var most = MostTimeouts * drawn.Settings.Timeout;
        foreach (var read in reads)
        {
            if (read.End - read.Start > most) return new Violation("I7", $"a read of {read.Key} took {Durations.Format(read.End - read.Start)}");
        }

        return null;
    }
}
