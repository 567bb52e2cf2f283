using AkkaCacheSim.Core.Settings;
using CsCheck;

namespace AkkaCacheSim.Core.Tests.Settings;

public sealed class DurationsTests
{
    private const long Year = 365L * 24 * 3600 * Durations.Second;

    [Theory]
    [InlineData("250ms", 250_000_000)]
    [InlineData("2s", 2_000_000_000)]
    [InlineData("5m", 300_000_000_000)]
    [InlineData("1h", 3_600_000_000_000)]
    [InlineData("7us", 7_000)]
    [InlineData("9ns", 9)]
    [InlineData("1.5s", 1_500_000_000)]
    [InlineData("0.25ms", 250_000)]
    [InlineData("0", 0)]
    [InlineData("0s", 0)]
    [InlineData("none", long.MaxValue)]
    [InlineData("8760h", Year)]
    public void WhenTextIsADuration_ThenItIsRead(string text, long expected)
    {
        Assert.True(Durations.TryParse(text, out var ns));
        Assert.Equal(expected, ns);
    }

    [Theory]
    [InlineData("")]
    [InlineData("5")]
    [InlineData("s")]
    [InlineData("-1s")]
    [InlineData("1 s")]
    [InlineData("1e3s")]
    [InlineData("1,000s")]
    [InlineData("5S")]
    [InlineData("None")]
    [InlineData("nans")]
    [InlineData("NaNms")]
    [InlineData("infinitys")]
    [InlineData("8760.1h")]
    [InlineData("99999999999999999999999999999h")]
    public void WhenTextIsNotADuration_ThenItIsRefused(string text) => Assert.False(Durations.TryParse(text, out _));

    [Fact]
    public void WhenADurationIsPrinted_ThenItIsReadBackToTheSameValue() =>
        Gen.OneOf(Gen.Long[0, Year], Gen.Long[0, 100_000], Gen.Long[0, 8760].Select(h => h * 3600 * Durations.Second), Gen.Const(Durations.None)).Sample(ns =>
        {
            Assert.True(Durations.TryParse(Durations.Format(ns), out var back));
            Assert.Equal(ns, back);
        });

    [Theory]
    [InlineData(30_000_000_000, "30s")]
    [InlineData(60_000_000_000, "1m")]
    [InlineData(1_500_000_000, "1500ms")]
    [InlineData(1, "1ns")]
    public void WhenADurationIsPrinted_ThenInItsLargestWholeUnit(long ns, string expected) => Assert.Equal(expected, Durations.Format(ns));
}
