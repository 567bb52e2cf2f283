using AkkaCacheSim.Dashboard.Feed;

namespace AkkaCacheSim.Dashboard.Tours;

/// <summary>A step of a tour.</summary>
/// <param name="Title">What it is about.</param>
/// <param name="Text">What its button does and why.</param>
/// <param name="Look">What to look at then.</param>
/// <param name="Button">What its button says.</param>
/// <param name="Do">What its button does: with the cluster as it was when the tour began, and as it is; a line on what came of it.</param>
public sealed record TourStep(string Title, string Text, string Look, string Button, Func<ControlClient, ClusterSnapshot, ClusterSnapshot, CancellationToken, Task<string>> Do)
{
    /// <summary>Reads off what the step has brought so far: from the cluster as it was before it, and as it is; null where the text says it all.</summary>
    public Func<ClusterSnapshot, ClusterSnapshot, string>? Figure { get; init; }
}
