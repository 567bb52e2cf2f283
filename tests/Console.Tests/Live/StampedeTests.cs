using AkkaCacheSim.Console.Output;
using AkkaCacheSim.Console.Runs;
using AkkaCacheSim.Console.Scenarios;
using AkkaCacheSim.Console.Tests.Support;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Workloads;

namespace AkkaCacheSim.Console.Tests.Live;

/// <summary>A thousand readers of one key that has just expired, on live processes.</summary>
[Collection(Clusters.Name)]
public sealed class StampedeTests : IDisposable
{
    private const long Load = 100 * Durations.Millisecond;

    // What a machine with two cores and many processes adds.
    private const long Slack = 2 * Durations.Second;

    private static readonly WorkloadSpec Burst = new() { Keys = 1, Preload = true, Warm = true, Rest = 1_500 * Durations.Millisecond, Concurrency = 1_000, Requests = 1_000 };

    private static readonly SimSettings Four = new() { Coordinators = 4, Ttl = Durations.Second, ServiceTime = new ServiceTime(Load, Load), Pool = 1_000, Sigma = 0, Kappa = 0 };

    private readonly ProcessFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // The other protections: StampedeSoak, and StampedeTests in virtual time.
    [Fact]
    public async Task WhenManyReadAnExpiredKey_ThenWithSingleFlightEachCoordinatorReadsTheOriginAtMostOnce()
    {
        var result = await RunAsync(Four with { Protect = ProtectionSet.SingleFlight });
        Assert.Equal((1_000, 0, 0), (result.Report.Reads, result.Report.Errors, result.Report.Shed));
        Assert.InRange(result.CountedOriginReads, 1, 4);
        Assert.Equal(result.CountedOriginReads, HistoryLines.Loads(_folder.PathOf("history"), result.Report.StartedAt));
        Assert.InRange(result.Report.LongestRead, 0, Load + Slack);
    }

    [Fact]
    public async Task WhenALoaderIsKilledInTheMiddle_ThenTheOthersWaitNoLongerThanItsLeaseAndALoad()
    {
        var settings = Four with { Protect = ProtectionSet.Lock };
        var result = await RunAsync(settings, new ScriptStep(Load / 2, ScriptAction.Kill, "coordinator-0"));
        Assert.Equal((750, 0, 0), (result.Report.Reads, result.Report.Errors, result.Report.Shed));
        Assert.InRange(result.Report.LongestRead, 0, settings.LeaseFor + Load + Slack);
    }

    [Fact]
    public async Task WhenTheOwnerIsKilledWhileItLoads_ThenTheReadersGoToTheOriginTogether()
    {
        var settings = Four with { Nodes = 3, Protect = ProtectionSet.SingleFlight, Read = "read-through", Placement = "ring" };
        var owner = Core.Placement.Placements.Create(settings, [.. Enumerable.Range(0, 3).Select(i => new Core.Machines.Address(Core.Machines.Role.Node, i, 1))])!.Owner("k0").Name;
        var result = await RunAsync(settings, new ScriptStep(Load / 2, ScriptAction.Kill, owner));
        Assert.Equal((1_000, 0, 0), (result.Report.Reads, result.Report.Errors, result.Report.Shed));
        Assert.InRange(result.CountedOriginReads, 1, 5);
        Assert.InRange(result.Report.LongestRead, 0, settings.Timeout + Load + Slack);
    }

    private Task<RunResult> RunAsync(SimSettings settings, params ScriptStep[] script) => RunProgress.ShowAsync("burst", progress =>
        new LiveDriver("127.0.0.1").RunAsync(settings, new Workload(Burst, null, 5 * Load) { Script = script }, _folder.FullPath, record: true, progress, TestContext.Current.CancellationToken));
}
