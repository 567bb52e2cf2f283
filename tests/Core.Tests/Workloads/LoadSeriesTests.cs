using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Workloads;

namespace AkkaCacheSim.Core.Tests.Workloads;

public sealed class LoadSeriesTests
{
    private const long Ms = 1_000_000;

    private static readonly Outcome[] Turned = [Outcome.Shed, Outcome.Error, Outcome.Refused];

    [Fact]
    public void WhenRequestsEnd_ThenTheyCountInTheIntervalInWhichTheyEnded()
    {
        var series = new LoadSeries();
        series.Add(0, read: true, Outcome.Hit, Ms);
        series.Add((100 * Ms) - 1, read: true, Outcome.Miss, 3 * Ms);
        series.Add(100 * Ms, read: false, Outcome.Stored, 5 * Ms);
        series.Add(250 * Ms, read: true, Outcome.Shed, Ms);
        series.Add(250 * Ms, read: true, Outcome.Timeout, 200 * Ms);
        Assert.Equal(3, series.Count);
        Assert.Equal((2, 0, 1, 2e6, 3 * Ms), Figures(series.Sample(0, 1)));
        Assert.Equal((0, 1, 0, 5e6, 5 * Ms), Figures(series.Sample(1, 1)));
        Assert.Equal((2, 0, 0, 200e6, 200 * Ms), Figures(series.Sample(2, 1)));
        Assert.Equal((1, 1), (series.Sample(2, 1).Shed, series.Sample(2, 1).Errors));
        series.Add(300 * Ms, read: true, Outcome.Failover, Ms);
        series.Add(300 * Ms, read: false, Outcome.Refused, Ms);
        Assert.Equal((2, 0), (series.Sample(2, 1).FailedReads, series.Sample(2, 1).Failovers));
        Assert.Equal((0, 1, 1), (series.Sample(3, 1).FailedReads, series.Sample(3, 1).Failovers, series.Sample(3, 1).Errors));
        Assert.Equal((4, 1, 1, 209e6 / 4, 200 * Ms), Figures(series.Sample(0, 3)));
        Assert.Equal((100 * Ms, null, null), (series.Sample(1, 1).At, series.Sample(5, 1).LatencyMean, series.Sample(5, 1).LatencyP99));
    }

    [Fact]
    public void WhenAnHourIsOver_ThenLaterRequestsCountInTheLastInterval()
    {
        var series = new LoadSeries();
        series.Add(LoadSeries.MaxCount * LoadSeries.Interval, read: true, Outcome.Hit, 1);
        series.Add(long.MaxValue, read: true, Outcome.Hit, 1);
        Assert.Equal((LoadSeries.MaxCount, 2), (series.Count, series.Sample(LoadSeries.MaxCount - 1, 1).Hits));
    }

    [Fact]
    public void WhenSeriesOfSeveralClientsAreAdded_ThenTheSumIsThatOfOneThatSawEverything()
    {
        var random = new Random(5);
        for (var round = 0; round < 50; round++)
        {
            LoadSeries all = new(), sum = new();
            var began = new long[3];
            for (var client = 0; client < began.Length; client++)
            {
                began[client] = random.Next(20) * LoadSeries.Interval;
                var series = new LoadSeries();
                for (var i = 0; i < 100; i++)
                {
                    var (after, latency, read, outcome) = (random.NextInt64(3_000 * Ms), random.NextInt64(100 * Ms), random.Next(2) == 0, (Outcome)random.Next(1, 10));
                    series.Add(after, read, outcome, latency);
                    all.Add(after + began[client], read, outcome, latency);
                }

                // The sum begins with whoever began first.
                var first = client == 0 ? began[0] : began[..client].Min();
                sum.Add(series, began[client] - first);
            }

            var shift = (int)(began.Min() / LoadSeries.Interval);
            Assert.Equal(all.Count - shift, sum.Count);
            for (var i = 0; i < sum.Count; i++) Assert.Equal(all.Row(i + shift), sum.Row(i));
        }
    }

    [Fact]
    public void WhenLatenciesAreOfAnySize_ThenTheP99IsWithinAQuarterOfTheTrueOne()
    {
        var random = new Random(3);
        for (var round = 0; round < 200; round++)
        {
            var series = new LoadSeries();
            var scale = Math.Exp(random.NextDouble() * Math.Log(1e5)) * 20_000;
            long[] latencies = [.. Enumerable.Range(0, 1_000).Select(_ => (long)(scale * (1 + (10 * random.NextDouble()))))];
            foreach (var latency in latencies) series.Add(0, read: true, Outcome.Miss, latency);
            Array.Sort(latencies);
            var sample = series.Sample(0, 1);
            Assert.InRange(sample.LatencyP99!.Value, latencies[989] * 0.75, latencies[989] * 1.25);
            Assert.InRange(sample.LatencyP99!.Value, 0, sample.LatencyMax!.Value);
            Assert.Equal(latencies.Average(), sample.LatencyMean!.Value, 1);
        }
    }

    [Fact]
    public void WhenRequestsAreTurnedAway_ThenTheirLatencyDoesNotCount()
    {
        var series = new LoadSeries();
        foreach (var outcome in Turned) series.Add(0, read: true, outcome, Ms);
        Assert.Null(series.Sample(0, 1).LatencyMean);
        Assert.Equal((3, 2, 1), (series.Sample(0, 1).Requests, series.Sample(0, 1).Errors, series.Sample(0, 1).Shed));
    }

    [Fact]
    public void WhenTheSeriesHasGrown_ThenCountingAllocatesNothing()
    {
        var series = new LoadSeries();
        series.Add(50 * LoadSeries.Interval, read: true, Outcome.Hit, Ms);
        Assert.Equal(0, Allocations.Of(() =>
        {
            for (var i = 0; i < 10_000; i++) series.Add(i % 50 * LoadSeries.Interval, read: true, Outcome.Hit, i * 1_000L);
        }));
    }

    private static (long Reads, long Writes, long Hits, double? Mean, long? Max) Figures(LoadSample sample) =>
        (sample.Reads, sample.Writes, sample.Hits, sample.LatencyMean, sample.LatencyMax);
}
