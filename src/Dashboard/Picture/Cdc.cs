namespace AkkaCacheSim.Dashboard.Picture;

/// <summary>How the news of changes is getting on, on its way from the database's log to the invalidators.</summary>
public static class Cdc
{
    /// <summary>Whether changes take that way at all.</summary>
    /// <param name="status">The cluster.</param>
    /// <returns>Whether <c>invalidation</c> has <c>cdc</c>.</returns>
    public static bool IsOn(StatusView status)
    {
        ArgumentNullException.ThrowIfNull(status);
        return status.Settings.GetValueOrDefault("invalidation", "").Split(',').Contains("cdc");
    }

    /// <summary>How many changes the origin has published.</summary>
    /// <param name="status">The cluster.</param>
    /// <returns>The number; null when nobody says.</returns>
    public static long? Published(StatusView status)
    {
        ArgumentNullException.ThrowIfNull(status);
        return status.Members.Where(member => member.Role == "origin" && member.Figures.ContainsKey("published")).Select(member => (long?)member.Figures["published"]).FirstOrDefault();
    }

    /// <summary>How far the invalidators are behind.</summary>
    /// <param name="status">The cluster.</param>
    /// <returns>A line.</returns>
    public static string Lag(StatusView status)
    {
        if (!IsOn(status)) return "cdc is off: changes are not published.";
        var invalidators = status.Members.Where(member => member.Role == "invalidator" && member.Figures.ContainsKey("lag")).ToList();
        if (invalidators.Count == 0) return "Lag unknown: no invalidator answers.";
        var events = invalidators.Sum(member => member.Figures["lag"]);
        return events == 0 ? "No lag: every event is read." : $"Lag: {FigureText.Count(events)} {(events == 1 ? "event" : "events")}, {FigureText.Ms(invalidators.Max(member => member.Figures.GetValueOrDefault("lagMs")))} ms";
    }
}
