namespace AkkaCacheSim.Simulation.Tests;

public sealed class ClosedFormTests
{
    [Theory]
    [InlineData(99, 20, 500_000, 1)] // misses 0.01; one long run, since all keys begin in step
    [InlineData(9, 3, 300_000, 4)] // 0.1
    [InlineData(7 / 3.0, 2, 300_000, 4)] // 0.3
    [InlineData(2 / 3.0, 1.5, 400_000, 4)] // 0.6
    [InlineData(1 / 9.0, 1.5, 600_000, 4)] // 0.9
    public void WhenOnlyTheTtlInvalidates_ThenMissRatioAndStaleShareAreTheClosedForms(double readsPerTtl, double writesPerTtl, long reads, int seeds)
    {
        var (missRatio, staleShare) = ClosedForm.Measure(readsPerTtl, writesPerTtl, reads, firstSeed: 1, seeds);
        Near(1 / (1 + readsPerTtl), missRatio);
        Near(readsPerTtl * (1 - ((1 - Math.Exp(-writesPerTtl)) / writesPerTtl)) / (1 + readsPerTtl), staleShare);
    }

    private static void Near(double expected, double measured)
    {
        TestContext.Current.TestOutputHelper?.WriteLine($"expected {expected:F5}, measured {measured:F5}, off by {(measured / expected) - 1:P2}");
        Assert.InRange(measured, 0.98 * expected, 1.02 * expected);
    }
}
