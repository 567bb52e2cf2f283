using AkkaCacheSim.Dashboard.Feed;
using AkkaCacheSim.Dashboard.Tests.Support;

namespace AkkaCacheSim.Dashboard.Tests.Feed;

/// <summary>Samples made of counters.</summary>
public sealed class FigureHistoryTests
{
    private static readonly DateTimeOffset Start = DateTimeOffset.UnixEpoch;

    private readonly FigureHistory _history = new();

    [Fact]
    public void WhenCountersGrow_ThenRatesAreTheirDifferencesASecond()
    {
        Add(0, Answers.Status(requests: 100, reads: 100, hits: 90, originReads: 10));
        Add(2, Answers.Status(requests: 300, reads: 200, hits: 115, originReads: 70, lagMs: 12));

        var sample = Assert.Single(_history.Samples);
        Assert.Equal(100, sample.RequestsPerSecond);
        Assert.Equal(0.25, sample.HitRate);
        Assert.Equal(30, sample.OriginReadsPerSecond);
        Assert.Equal(12, sample.CdcLagMs);
    }

    [Theory]
    [InlineData(20_000, FeedPace.Lively)]
    [InlineData(20_004, FeedPace.Slow)]
    [InlineData(100_000, FeedPace.Slow)]
    [InlineData(100_004, FeedPace.Sparing)]
    public void WhenThereAreManyRequestsASecond_ThenThePaceIsSlowerAtOnceUntilThereAreFewer(int perSecond, FeedPace pace)
    {
        Add(0, Answers.Status(requests: 1_000));
        Assert.Equal(FeedPace.Lively, _history.Pace);
        Add(0.25, Answers.Status(requests: 1_000 + (perSecond / 4)));
        Assert.Equal(pace, _history.Pace);
        Add(1.75, Answers.Status(requests: 1_010 + (perSecond / 4)));
        Assert.Equal(FeedPace.Lively, _history.Pace);
    }

    [Fact]
    public void WhenAProcessCountsAnew_ThenNoRateIsBelowZero()
    {
        Add(0, Answers.Status(requests: 100, reads: 100, originReads: 10));
        Add(1, Answers.Status(requests: 5, reads: 5));

        var sample = Assert.Single(_history.Samples);
        Assert.Equal(0, sample.RequestsPerSecond);
        Assert.Equal(0, sample.OriginReadsPerSecond);
        Assert.Null(sample.HitRate);
        Assert.Null(sample.CdcLagMs);
    }

    [Fact]
    public void WhenLessThanASecondHasPassed_ThenThereIsNoSample_AndNoneAcrossAGap()
    {
        Add(0, Answers.Status());
        Add(0.9, Answers.Status(requests: 9));
        Add(60, Answers.Status(requests: 1_000));
        Assert.Empty(_history.Samples);
        Add(61, Answers.Status(requests: 1_010));
        Assert.Equal(10, Assert.Single(_history.Samples).RequestsPerSecond);
    }

    [Fact]
    public void WhenRequestsAreWatched_ThenPercentilesAreOfThatSecondOnly()
    {
        Add(0, Answers.Status());
        _history.Add([.. Enumerable.Range(1, 100).Select(number => Answers.Read(number, "hit", ms: number)), Answers.Read(101, "miss", ms: 40), Answers.Read(102, "error", ms: 9_000)]);
        Add(1, Answers.Status());
        Add(2, Answers.Status());

        Assert.Equal((50, 99, 40, 40), (_history.Samples[0].HitP50Ms, _history.Samples[0].HitP99Ms, _history.Samples[0].MissP50Ms, _history.Samples[0].MissP99Ms));
        Assert.Null(_history.Samples[1].HitP50Ms);
    }

    [Fact]
    public void WhenItGoesOnForLong_ThenTheLastFiveMinutesAreKept()
    {
        for (var second = 0; second <= 400; second++) Add(second, Answers.Status(requests: second));
        Assert.Equal(ClusterSnapshot.MostSamples, _history.Samples.Count);
        Assert.Equal(Start.AddSeconds(400), _history.Samples[^1].At);
        Assert.Equal(Start.AddSeconds(101), _history.Samples[0].At);
    }

    [Theory]
    [InlineData(100, 10, 1)]
    [InlineData(10_000, 2_500, 0.25)]
    [InlineData(1_000, 1_100, 1)]
    public void WhenMuchIsSeenAndLittleShown_ThenTheShareIsKnown(long seen, long shown, double share)
    {
        Add(0, Answers.Status(), Answers.Watch(5, 5));
        Add(1, Answers.Status(), Answers.Watch(5 + seen, 5 + shown));
        Assert.Equal(share, _history.SampledShare);
    }

    private void Add(double second, StatusView status, WatchView? watch = null) => _history.Add(Start.AddSeconds(second), status, watch ?? Answers.Watch());
}
