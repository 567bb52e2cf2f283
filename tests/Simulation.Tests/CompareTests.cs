using AkkaCacheSim.Core.Settings;

namespace AkkaCacheSim.Simulation.Tests;

public sealed class CompareTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void WhenSomeWritersBypass_ThenTtlIsStalerThanExplicitAndExplicitThanCdc(ulong seed)
    {
        var (ttl, _) = Compare.Run(InvalidationStrategies.Ttl, seed);
        var (told, _) = Compare.Run(InvalidationStrategies.Explicit, seed);
        var (cdc, report) = Compare.Run(InvalidationStrategies.Cdc, seed);
        Assert.True(ttl.StaleReads > 2 * told.StaleReads, $"{ttl.StaleReads} against {told.StaleReads}");
        Assert.True(told.StaleReads > 2 * cdc.StaleReads, $"{told.StaleReads} against {cdc.StaleReads}");
        Assert.True(cdc.StaleReads > 0, "the log's way takes some time");
        Assert.All([ttl, told, cdc], checkedRun => Assert.True(checkedRun.Holds));

        // I5: with the TTL alone no read is staler than it; and with the log, none by more than its way.
        Assert.InRange(ttl.Staleness!.Max, 1, 500);
        Assert.InRange(cdc.Staleness!.Max, 0.001, 20);
        Assert.Equal((0, 0, 0), (cdc.StuckStale, (int)report.Errors, (int)report.Shed));
        Assert.InRange(report.Reads + report.Writes + report.BypassWrites, 17_000, 19_000);
        Assert.Equal(report.Reads, cdc.Reads);
    }
}
