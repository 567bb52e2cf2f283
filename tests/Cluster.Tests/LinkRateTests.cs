using Akka.Remote.Transport;
using AkkaCacheSim.Cluster.Hosting;

namespace AkkaCacheSim.Cluster.Tests;

/// <summary>Slow links.</summary>
public sealed class LinkRateTests
{
    private const long Second = 1_000_000_000;

    [Fact]
    public void WhenALinkIsSlow_ThenAMessageGoesOnceTheOneBeforeIsThrough()
    {
        // A clock that has run for a year.
        const long Start = 365L * 86_400 * Second;
        ThrottleMode link = LinkRate.Of(1_000);
        (link, var gone) = link.TryConsumeTokens(Start, 500);
        Assert.True(gone);
        Assert.False(link.TryConsumeTokens(Start + (Second / 2) - 1, 1).Item2);
        Assert.InRange(link.TimeToAvailable(Start, 1).TotalMilliseconds, 500, 502);
        (link, gone) = link.TryConsumeTokens(Start + (Second / 2), 4_000_000);
        Assert.True(gone);
        Assert.False(link.TryConsumeTokens(Start + (4_000 * Second), 1).Item2);
        Assert.True(link.TryConsumeTokens(Start + (4_001 * Second), 1).Item2);
        Assert.Equal(TimeSpan.Zero, link.TimeToAvailable(Start + (4_001 * Second), 1));
    }

    // Time that nobody used is lost, as on a wire.
    [Fact]
    public void WhenALinkWasIdle_ThenItSavesNothingUp()
    {
        ThrottleMode link = LinkRate.Of(long.MaxValue / Second);
        for (var i = 0; i < 3; i++) link = link.TryConsumeTokens(i * 1_000 * Second, 1).Item1;
        ThrottleMode slow = LinkRate.Of(10);
        slow = slow.TryConsumeTokens(0, 10).Item1;
        slow = slow.TryConsumeTokens(1_000 * Second, 10).Item1;
        Assert.False(slow.TryConsumeTokens(1_000 * Second, 10).Item2);
        Assert.Throws<ArgumentOutOfRangeException>(() => LinkRate.Of(0));
    }
}
