using AkkaCacheSim.Core.Randomness;
using AkkaCacheSim.Core.Settings;
using CsCheck;

namespace AkkaCacheSim.Core.Tests.Settings;

public sealed class ServiceTimeTests
{
    [Theory]
    [InlineData("uniform:5ms,50ms", 5_000_000, 50_000_000)]
    [InlineData("10ms", 10_000_000, 10_000_000)]
    [InlineData("0", 0, 0)]
    [InlineData("uniform:0,1s", 0, 1_000_000_000)]
    public void WhenTextIsAServiceTime_ThenItIsRead(string text, long least, long most)
    {
        Assert.True(ServiceTime.TryParse(text, out var value));
        Assert.Equal(new ServiceTime(least, most), value);
    }

    [Theory]
    [InlineData("uniform:50ms,5ms")]
    [InlineData("uniform:5ms")]
    [InlineData("uniform:5ms,6ms,7ms")]
    [InlineData("none")]
    [InlineData("uniform:1ms,none")]
    [InlineData("2h")]
    [InlineData("normal:5ms,1ms")]
    [InlineData("")]
    public void WhenTextIsNotAServiceTime_ThenItIsRefused(string text) => Assert.False(ServiceTime.TryParse(text, out _));

    [Fact]
    public void WhenAServiceTimeIsPrinted_ThenItIsReadBackToTheSameValue() =>
        Gen.Select(Gen.Long[0, 1800 * Durations.Second], Gen.Long[0, 1800 * Durations.Second]).Sample((least, more) =>
        {
            var value = new ServiceTime(least, least + more);
            Assert.True(ServiceTime.TryParse(value.ToString(), out var back));
            Assert.Equal(value, back);
        });

    [Fact]
    public void WhenTimesAreDrawn_ThenTheyCoverTheRangeEvenlyBoundsIncluded()
    {
        var random = new SeededRandom(5);
        var time = new ServiceTime(10, 14);
        var seen = new int[5];
        for (var i = 0; i < 50_000; i++) seen[time.Sample(random) - 10]++;
        Assert.All(seen, count => Assert.InRange(count, 9_500, 10_500));
    }
}
