using AkkaCacheSim.Core.Settings;

namespace AkkaCacheSim.Fuzzing;

/// <summary>One thing that happens to a cluster. Times are nanoseconds of the run.</summary>
/// <param name="Kind">What.</param>
/// <param name="At">When, from the first request on; later, if what it concerns is in trouble at that time.</param>
/// <param name="For">For how long.</param>
/// <param name="Target">Which process of its kind, where it is one.</param>
/// <param name="Noticed">Whether the others notice in time and remove the process; it is started anew then.</param>
public sealed record Fault(FaultKind Kind, long At, long For, int Target, bool Noticed)
{
    /// <summary>The settings that are put in force by a <see cref="FaultKind.Configure"/>.</summary>
    public SimSettings? Settings { get; init; }

    /// <summary>Whether it concerns a node's process.</summary>
    public bool OnNodes => Kind <= FaultKind.DeafenNode;

    /// <inheritdoc />
    public override string ToString() => Settings is null
        ? $"at {Durations.Format(At)} {Kind} {Target} for {Durations.Format(For)}{(Noticed ? ", removed" : "")}"
        : $"at {Durations.Format(At)} {Kind}";
}
