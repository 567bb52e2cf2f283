using AkkaCacheSim.Console.Live;
using AkkaCacheSim.Console.Scenarios;
using AkkaCacheSim.Console.Tests.Support;
using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Workloads;

namespace AkkaCacheSim.Console.Tests.Live;

/// <summary>Twenty bursts in a row on one cluster, with each protection. Minutes long: only where AKKACACHESIM_SOAK is 1.</summary>
[Collection(Clusters.Name)]
public sealed class StampedeSoak : IDisposable
{
    private const int Bursts = 20;
    private const int Readers = 1_000;
    private const long Load = 100 * Durations.Millisecond;

    private readonly ProcessFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(ProtectionSet.None, 1, 900, Readers)]
    [InlineData(ProtectionSet.None, 4, 900, Readers)]
    [InlineData(ProtectionSet.SingleFlight, 1, 1, 1)]
    [InlineData(ProtectionSet.SingleFlight, 4, 1, 4)]
    [InlineData(ProtectionSet.Lock, 1, 1, 1)]
    [InlineData(ProtectionSet.Lock, 4, 1, 1)]
    [InlineData(ProtectionSet.Swr, 1, 1, 1)]
    [InlineData(ProtectionSet.Swr, 4, 1, 1)]
    public async Task WhenBurstFollowsBurst_ThenEachReadsTheOriginAsOftenAsTheProtectionSays(ProtectionSet protect, int coordinators, long least, long most)
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("AKKACACHESIM_SOAK") == "1", "a soak of minutes: .ci/long runs it, with AKKACACHESIM_SOAK=1");
        var settings = new SimSettings { Coordinators = coordinators, Ttl = Durations.Second, ServiceTime = new ServiceTime(Load, Load), Pool = Readers, Sigma = 0, Kappa = 0, Protect = protect };
        var burst = new WorkloadSpec { Keys = 1, Preload = true, Warm = true, Rest = 1_200 * Durations.Millisecond, Concurrency = Readers, Requests = Readers };
        await using var cluster = await LiveCluster.StartAsync(DataFolder.Take(_folder.FullPath), settings, new Binding("127.0.0.1"), record: true, _ => { }, TestContext.Current.CancellationToken);
        var reports = new List<WorkloadReport>();
        for (var i = 0; i <= Bursts; i++)
        {
            var report = ShareReport.Sum(await cluster.RunAsync(burst, null, _ => { }));
            reports.Add(report);
            Assert.InRange((await cluster.OriginSeriesAsync(report.StartedAt)).Sum(sample => (long)sample.Reads), least, most);
            Assert.Equal((Readers, 0, 0), (report.Reads, report.Errors, report.Shed));
            Assert.InRange(report.LongestRead, 0, settings.Timeout + Load);
            if (protect == ProtectionSet.Swr) Assert.Equal(Readers, report.ReadsEnding(Outcome.Stale));
        }

        // Not the last: with swr everybody has an answer before the load has ended, and so before its line is written.
        await cluster.EndHistoryAsync();
        var history = _folder.PathOf("history");
        Assert.All(reports.Take(Bursts), report => Assert.InRange(HistoryLines.Loads(history, report.StartedAt) - HistoryLines.Loads(history, report.EndedAt + 1), least, most));
    }
}
