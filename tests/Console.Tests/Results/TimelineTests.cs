using AkkaCacheSim.Console.Results;
using AkkaCacheSim.Console.Runs;
using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Origin;
using AkkaCacheSim.Core.Workloads;

namespace AkkaCacheSim.Console.Tests.Results;

public sealed class TimelineTests
{
    private const long Second = 1_000_000_000;

    [Fact]
    public void WhenARunIsPutIntoSeconds_ThenRequestsOriginAndEventsStandSideBySide()
    {
        var report = new WorkloadReport { StartedAt = 5 * Second };
        report.CountRead(Outcome.Hit, 1_000_000, 5 * Second);
        report.CountRead(Outcome.Failover, 2_000_000, (5 * Second) + 1);
        report.CountRead(Outcome.Timeout, 3_000_000, (6 * Second) + 1);
        report.CountWrite(Outcome.Refused, 1, (7 * Second) + 1);
        var run = new RunResult(report, 0, 1)
        {
            Origin = [new OriginSample(-50_000_000, 2, 1, 0, 1, 0), new OriginSample(Second - 1, 3, 0, 0, 1, 0), new OriginSample(Second, 4, 5, 0, 1, 0)],
            Events = [new RunEvent(Second + 1, "kill node-1"), new RunEvent(Second + 2, "node-1 removed")],
        };
        var seconds = Timeline.Of("v", run).Seconds;
        Assert.Equal(3, seconds.Count);
        Assert.Equal((2, 0.5, 0, 1, 5, 1), (seconds[0].Reads, seconds[0].HitRate, seconds[0].FailedReads, seconds[0].Failovers, seconds[0].OriginReads, seconds[0].OriginWrites));
        Assert.Equal((1, 0, 1, 4, 5), (seconds[1].Reads, seconds[1].HitRate, seconds[1].FailedReads, seconds[1].OriginReads, seconds[1].OriginWrites));
        Assert.Equal(["kill node-1", "node-1 removed"], seconds[1].Events.Select(what => what.Text));
        Assert.Equal((1, 1, null), (seconds[2].Writes, seconds[2].FailedWrites, seconds[2].HitRate));
        Assert.All(seconds, second => Assert.Null(second.StaleReads));
    }

    [Fact]
    public void WhenNothingHappens_ThenATableShowsTheSecondsAroundWhatDidAndNoOthers()
    {
        var report = new WorkloadReport();
        for (var i = 0; i < 40; i++) report.CountRead(Outcome.Hit, 1, i * Second);
        var timeline = Timeline.Of("v", new RunResult(report, 0, 1) { Events = [new RunEvent(10 * Second, "kill"), new RunEvent(30 * Second, "restart")] });
        Assert.Equal([.. Enumerable.Range(8, 8), .. Enumerable.Range(28, 8)], timeline.Around.Select(second => second.Second));
    }

    [Fact]
    public void WhenNothingHappensToAVariantsCluster_ThenItHasNoTimeline()
    {
        var report = new WorkloadReport();
        report.CountRead(Outcome.Hit, 1, 0);
        VariantRuns quiet = new("quiet", new RunResult(report, 0, 1)), eventful = new("eventful", new RunResult(report, 0, 1) { Events = [new RunEvent(0, "kill")] });
        Assert.Equal(["eventful"], Timeline.Of([quiet, eventful]).Select(timeline => timeline.Variant));
    }
}
