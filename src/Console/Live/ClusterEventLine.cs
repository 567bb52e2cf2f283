namespace AkkaCacheSim.Console.Live;

/// <summary>One event.</summary>
/// <param name="Number">Counts up from 1.</param>
/// <param name="At">When, by the wall clock.</param>
/// <param name="Kind">What kind: process, request, workload, link.</param>
/// <param name="Text">What happened.</param>
public sealed record ClusterEventLine(long Number, DateTimeOffset At, string Kind, string Text);
