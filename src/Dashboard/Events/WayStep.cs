namespace AkkaCacheSim.Dashboard.Events;

/// <summary>A step on the way of a request.</summary>
/// <param name="FromMs">When it began, ms from the request's start; below 0 for what was before it.</param>
/// <param name="ToMs">When it ended, ms from the request's start.</param>
/// <param name="Kind">What kind: read, write, load, copy, drop or commit.</param>
/// <param name="Text">What happened.</param>
/// <param name="IsRequest">Whether it is the request itself.</param>
public sealed record WayStep(double FromMs, double ToMs, string Kind, string Text, bool IsRequest)
{
    /// <summary>How long it took, ms.</summary>
    public double TookMs => ToMs - FromMs;
}
