using AkkaCacheSim.Console.Output;
using AkkaCacheSim.Console.Runs;
using AkkaCacheSim.Console.Tests.Support;
using AkkaCacheSim.Core.Origin;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Workloads;

namespace AkkaCacheSim.Console.Tests.Runs;

public sealed class OriginSeriesTests : IDisposable
{
    private static readonly SimSettings Settings = new() { Pool = 4, Queue = 10 };

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task WhenAVirtualRunHasEnded_ThenItsResultSaysWhatTheOriginWentThrough()
    {
        var load = new WorkloadSpec { Keys = 10_000, Rate = 400, WriteShare = 0.1, Duration = 3 * Durations.Second };
        var result = await RunProgress.ShowAsync("series", progress =>
            new VirtualDriver().RunAsync(Settings, new Workload(load, null, 0), _folder.FullPath, record: false, progress, TestContext.Current.CancellationToken));
        Assert.InRange(result.Origin[0].At, -OriginSeries.Interval, 0);
        Assert.InRange(result.Origin[^1].At, 2.8 * Durations.Second, 3.5 * Durations.Second);
        Assert.Equal(result.OriginReads, result.Origin.Sum(sample => sample.Reads));
        Assert.Equal(result.OriginWrites, result.Origin.Sum(sample => sample.Writes));
        Assert.True(result.Report.Shed > 0, "four connections are too few");
        Assert.Equal(result.Report.Shed, result.Origin.Sum(sample => sample.Shed));
        Assert.Equal((4, 10), (result.Origin.Max(sample => sample.MaxBusy), result.Origin.Max(sample => sample.MaxWaiting)));
    }
}
