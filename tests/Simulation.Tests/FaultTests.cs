namespace AkkaCacheSim.Simulation.Tests;

public sealed class FaultTests
{
    private const int Seeds = 400;

    [Fact]
    public void WhenFeedInvalidatorAndNodesAreKilledAtAnyMoment_ThenNothingStaysStaleAndNoNodeGoesBack()
    {
        long hits = 0, copies = 0, failovers = 0;
        for (ulong seed = 1; seed <= Seeds; seed++)
        {
            var run = FaultRun.Of(seed);
            Assert.True(run.Stuck.Count == 0, $"seed {seed}: {string.Join("; ", run.Stuck)}");
            Assert.True(run.WentBack.Count == 0, $"seed {seed}: {string.Join("; ", run.WentBack)}");
            hits += run.Hits;
            copies += run.Copies;
            failovers += run.Failovers;
        }

        // Nothing would be stuck in a cache that holds nothing, or in a world without trouble.
        Assert.True(hits > 100 * Seeds && copies > 4 * Seeds && failovers > Seeds / 4, $"{hits} hits, {copies} copies, {failovers} failovers");
    }

    [Fact]
    public void WhenTheFillGuardIsOff_ThenCopiesStayStaleAndNodesGoBack()
    {
        var runs = Enumerable.Range(1, 20).Select(seed => FaultRun.Of((ulong)seed, guard: false, faults: false)).ToList();
        Assert.Contains(runs, run => run.Stuck.Count > 0);
        Assert.Contains(runs, run => run.WentBack.Count > 0);
    }
}
