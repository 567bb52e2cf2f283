using AkkaCacheSim.Core.Settings;

namespace AkkaCacheSim.Simulation.Tests;

public sealed class StampedeTests
{
    [Theory]
    [InlineData(1_000, 20, 21)]
    [InlineData(200, 50, 11)]
    [InlineData(2_000, 5, 11)]
    public void WhenNothingProtects_ThenAnExpiryCostsAsManyLoadsAsReadsComeDuringOne(double rate, int loadMs, double expected) =>
        Near(expected, Stampede.LoadsPerExpiry(rate, new ServiceTime(loadMs * Durations.Millisecond, loadMs * Durations.Millisecond), 500_000), 0.02);

    [Theory]
    [InlineData(50, 2.20, 300_000)]
    [InlineData(200, 4.76, 300_000)]
    [InlineData(1_000, 13.4, 500_000)]
    [InlineData(5_000, 43.8, 1_000_000)]
    public void WhenLoadsTakeFiveToFiftyMilliseconds_ThenTheFirstFillEndsTheStampede(double rate, double expected, long reads) =>
        Near(expected, Stampede.LoadsPerExpiry(rate, new ServiceTime(5 * Durations.Millisecond, 50 * Durations.Millisecond), reads), 0.03);

    [Theory]
    [InlineData(ProtectionSet.SingleFlight, "cache-aside")]
    [InlineData(ProtectionSet.SingleFlight, "read-through")]
    [InlineData(ProtectionSet.Lock, "cache-aside")]
    [InlineData(ProtectionSet.Lock, "read-through")]
    [InlineData(ProtectionSet.Lock | ProtectionSet.SingleFlight, "cache-aside")]
    public void WhenLoadsAreShared_ThenAnExpiryCostsOne(ProtectionSet protect, string read) => Assert.Equal(
        1,
        Stampede.LoadsPerExpiry(1_000, new ServiceTime(20 * Durations.Millisecond, 20 * Durations.Millisecond), 50_000, s => s with { Protect = protect, Read = read }));

    private static void Near(double expected, double measured, double tolerance)
    {
        TestContext.Current.TestOutputHelper?.WriteLine($"expected {expected:F2}, measured {measured:F3}, off by {(measured / expected) - 1:P2}");
        Assert.InRange(measured, (1 - tolerance) * expected, (1 + tolerance) * expected);
    }
}
