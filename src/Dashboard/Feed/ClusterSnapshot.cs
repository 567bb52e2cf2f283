namespace AkkaCacheSim.Dashboard.Feed;

/// <summary>What is known of the cluster at a moment. Each part is as old as the last answer about it, at most a second or two while the cluster answers.</summary>
/// <param name="Status">Members, counters, settings.</param>
/// <param name="Contents">What the nodes hold.</param>
/// <param name="Placement">Which node owns what; without a key.</param>
/// <param name="Watch">What the processes did; its lines are those that are new since the snapshot before.</param>
/// <param name="Events">The last events, newest first, at most <see cref="MostEvents"/>.</param>
/// <param name="Load">How the load is getting on.</param>
/// <param name="Scenario">How the scenario is getting on.</param>
/// <param name="History">One sample a second, oldest first, at most <see cref="MostSamples"/>.</param>
/// <param name="Problem">Why the cluster does not answer, in a line: the rest is then what was known last; null while it answers.</param>
public sealed record ClusterSnapshot(
    StatusView Status,
    ContentsView Contents,
    PlacementView Placement,
    WatchView Watch,
    IReadOnlyList<ClusterEventLine> Events,
    LoadStateView Load,
    ScenarioStateView Scenario,
    IReadOnlyList<FigureSample> History,
    string? Problem)
{
    /// <summary>Which share of what the processes did in the last second is among the lines, 0 to 1: all of it, unless it is much.</summary>
    public double SampledShare { get; init; } = 1;

    /// <summary>How soon the next snapshot comes.</summary>
    public FeedPace Pace { get; init; }

    /// <summary>How many events are kept.</summary>
    public const int MostEvents = 500;

    /// <summary>How many samples are kept: five minutes.</summary>
    public const int MostSamples = 300;
}
