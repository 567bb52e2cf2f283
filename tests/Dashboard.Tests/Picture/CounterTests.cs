using AkkaCacheSim.Dashboard.Feed;
using AkkaCacheSim.Dashboard.Picture;

namespace AkkaCacheSim.Dashboard.Tests.Picture;

public sealed class CounterTests
{
    [Fact]
    public void WhenNothingHasHappened_ThenCountersAreNoughtsAndDashes()
    {
        var counters = Counter.Of(Snapshot(Views.Status(), Views.Watch(0)));
        Assert.Equal(["hit-rate", "requests", "origin-reads", "dirty", "stale-reads", "staleness", "latency"], counters.Select(counter => counter.Id));
        Assert.Equal(["–", "0", "0/s", "0", "0", "–", "–"], counters.Select(counter => counter.Figure));
    }

    [Fact]
    public void WhenThereAreFigures_ThenEachIsWhereItBelongs()
    {
        var status = Views.Status() with { HitRate = 0.5, Requests = 2_000, Dirty = 3, DirtyAgeMs = 120 };
        var watch = Views.Watch(10) with { StaleReads = 4, StalenessP50Ms = 1.5, StalenessP99Ms = 30 };
        var counters = Counter.Of(Snapshot(status, watch, new FigureSample(DateTimeOffset.UnixEpoch, 100, 0.25, 12, 3, 4, 1.5, 30, 0.5, 2, 40, 80, 0, 0, 0, null)));
        Assert.Equal(["50 %", "2,000", "12/s", "3", "4", "1.5 / 30 ms", "0.5 / 2 ms"], counters.Select(counter => counter.Figure));
        Assert.Contains("25 % in the last second", counters[0].More, StringComparison.Ordinal);
        Assert.Equal("100/s", counters[1].More);
        Assert.Contains("120 ms", counters[3].More, StringComparison.Ordinal);
        Assert.Contains("sample", counters[4].More, StringComparison.Ordinal);
        Assert.Contains("of misses 40 / 80 ms", counters[6].More, StringComparison.Ordinal);
    }

    private static ClusterSnapshot Snapshot(StatusView status, WatchView watch, params FigureSample[] history) => new(
        status,
        new ContentsView([]),
        new PlacementView("modulo", [], null),
        watch,
        [],
        new LoadStateView(false, "none", 0, 0, new Dictionary<string, string>(), null),
        new ScenarioStateView(null, false, [], null, null),
        history,
        null);
}
