using AkkaCacheSim.Cluster.Messages;
using AkkaCacheSim.Cluster.Wire;
using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Workloads;
using HdrHistogram;

namespace AkkaCacheSim.Cluster.Tests;

public sealed class ReportFormatTests
{
    private static readonly double[] Percentiles = [0, 25, 50, 90, 99, 99.9, 100];

    [Fact]
    public void WhenAReportTravels_ThenCountsHistogramsAndOutcomesArrive()
    {
        var sent = Report(50_000);
        var read = ReportFormat.Read(ReportFormat.Write(sent));
        foreach (var outcome in Enum.GetValues<Outcome>())
        {
            Assert.Equal((outcome, sent.ReadsEnding(outcome)), (outcome, read.ReadsEnding(outcome)));
            Assert.Equal((outcome, sent.WritesEnding(outcome)), (outcome, read.WritesEnding(outcome)));
        }

        Assert.Equal((sent.Reads, sent.Writes, sent.Errors, sent.Shed), (read.Reads, read.Writes, read.Errors, read.Shed));
        Assert.Equal((3, 2, 11, 22), (read.BypassWrites, read.BypassErrors, read.StartedAt, read.EndedAt));
        Assert.Equal(sent.Outcomes, read.Outcomes);
        Same(sent.Hit, read.Hit);
        Same(sent.Miss, read.Miss);
        Same(sent.Write, read.Write);
        Same(sent.Series, read.Series);
        Assert.Equal(500, read.Series.Count);
    }

    [Fact]
    public void WhenAReportHasAnHourOfSeries_ThenItFitsIntoAMessage()
    {
        var random = new Random(1);
        var report = new WorkloadReport();
        for (var i = 0; i < 3_600_000; i++) report.CountRead(Outcome.Hit, (long)(1e6 * Math.Exp(random.NextDouble() * 5)), i * 1_000_000L);
        var bytes = ReportFormat.Write(report);
        Assert.InRange(bytes.Length, 0, 3 << 20);
        Same(report.Series, ReportFormat.Read(bytes).Series);
        Assert.Equal(LoadSeries.MaxCount, report.Series.Count);
    }

    [Fact]
    public void WhenNothingWasMeasured_ThenAnEmptyReportArrives()
    {
        var read = ReportFormat.Read(ReportFormat.Write(new WorkloadReport()));
        Assert.Equal((0, 0, 0, 0), (read.Reads, read.Writes, read.Hit.TotalCount, read.EndedAt));
        Assert.Null(read.Outcomes);
    }

    [Fact]
    public void WhenReportsOfTwoCoordinatorsAreAddedUp_ThenSoAreTheirHistograms()
    {
        var sum = ReportFormat.Read(ReportFormat.Write(Report(1_000)));
        sum.Add(ReportFormat.Read(ReportFormat.Write(Report(2_000))));
        var both = Report(1_000);
        both.Add(Report(2_000));
        Same(both.Hit, sum.Hit);
        Same(both.Series, sum.Series);
        Assert.Equal(both.Reads, sum.Reads);
    }

    [Fact]
    public void WhenAReportIsCutShort_ThenItIsNoReportWhereverTheCutIs()
    {
        var bytes = ReportFormat.Write(Report(100));
        for (var length = 0; length < bytes.Length; length++) Assert.Null(TryRead(bytes[..length]));
    }

    [Fact]
    public void WhenOneByteOfAReportIsAnother_ThenItIsRefusedOrReadAndNothingElse()
    {
        var random = new Random(1);
        var bytes = ReportFormat.Write(Report(30));
        for (var at = 0; at < bytes.Length; at++)
        {
            var changed = bytes.ToArray();
            changed[at] ^= (byte)random.Next(1, 256);
            TryRead(changed);
        }
    }

    [Fact]
    public void WhenBytesAreRandom_ThenTheyAreNoReport()
    {
        var random = new Random(1);
        for (var round = 0; round < 500; round++)
        {
            var bytes = new byte[random.Next(0, 400)];
            random.NextBytes(bytes);
            Assert.Null(TryRead(bytes));
        }
    }

    // A report's three histograms take their room whatever is in them.
    private static WorkloadReport? TryRead(byte[] bytes)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            return ReportFormat.Read(bytes);
        }
        catch (WireFormatException)
        {
            return null;
        }
        finally
        {
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 16 << 20);
        }
    }

    private static void Same(HistogramBase expected, HistogramBase actual)
    {
        Assert.Equal(expected.TotalCount, actual.TotalCount);
        Assert.All(Percentiles, percentile => Assert.Equal(expected.GetValueAtPercentile(percentile), actual.GetValueAtPercentile(percentile)));
    }

    private static void Same(LoadSeries expected, LoadSeries actual)
    {
        Assert.Equal(expected.Count, actual.Count);
        for (var i = 0; i < expected.Count; i++) Assert.Equal(expected.Row(i), actual.Row(i));
    }

    private static WorkloadReport Report(int requests)
    {
        var random = new Random(requests);
        var outcomes = Enum.GetValues<Outcome>();
        var report = new WorkloadReport { BypassWrites = 3, BypassErrors = 2, StartedAt = 11, Outcomes = [] };
        for (var i = 0; i < requests; i++)
        {
            var outcome = outcomes[random.Next(outcomes.Length)];
            var latency = (long)Math.Exp(random.NextDouble() * Math.Log(1e12));
            if (i % 3 == 0) report.CountWrite(outcome, latency, 11 + (i * 1_000_000L));
            else report.CountRead(outcome, latency, 11 + (i * 1_000_000L));
            report.Outcomes.Add(outcome);
        }

        report.EndedAt = 22;
        return report;
    }
}
