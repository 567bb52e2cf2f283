using AkkaCacheSim.Core.Protections;
using AkkaCacheSim.Core.Randomness;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Tests.Support;

namespace AkkaCacheSim.Core.Tests.Protections;

public sealed class XFetchTests
{
    // 4.5 standard deviations of the estimate stay below 2 % of a probability p with this many draws, divided by p.
    private const double DrawsAtCertainty = 50_625;

    // Expected: 50 ms * ln(1/rand), to a billionth of a second.
    [Theory]
    [InlineData(1, 1, 0)]
    [InlineData(1, 0.5, 0.034657359028)]
    [InlineData(1, 0.1, 0.115129254650)]
    [InlineData(1, 0.01, 0.230258509299)]
    [InlineData(1, 0.000001, 0.690775527898)]
    [InlineData(2, 0.5, 0.069314718056)]
    [InlineData(0.5, 0.1, 0.057564627325)]
    public void WhenADrawIsGiven_ThenAHitLooksAsFarAheadAsTheFormulaSays(double beta, double random, double seconds) =>
        Assert.Equal(seconds, XFetch.Ahead(50 * Durations.Millisecond, beta, random) / Durations.Second, 1e-9);

    [Fact]
    public void WhenDrawsAreThePublishedOnes_ThenSoAreTheTimes()
    {
        foreach (var row in Vectors.Read("closed-forms.json").GetProperty("xfetch").GetProperty("deterministic").EnumerateArray())
        {
            double Value(string name) => row.GetProperty(name).GetDouble();
            var ahead = XFetch.Ahead(Value("delta") * Durations.Second, Value("beta"), Value("rand")) / Durations.Second;
            Assert.Equal(Value("threshold_time") - Value("now"), ahead, 1e-9);
        }
    }

    [Theory]
    [InlineData(0, 50, 1)]
    [InlineData(1, 50, 1)]
    [InlineData(20, 20, 1)]
    [InlineData(50, 50, 1)]
    [InlineData(100, 50, 1)]
    [InlineData(100, 50, 2)]
    [InlineData(200, 50, 1)]
    [InlineData(230, 50, 1)]
    [InlineData(50, 50, 0.25)]
    [InlineData(2_000, 5, 100)]
    public void WhenManyHitsDraw_ThenTheShareThatLoadsIsTheClosedForm(long leftMs, long loadMs, double beta)
    {
        var expected = Math.Exp(-leftMs / (loadMs * beta));
        Assert.InRange(expected, 0.01, 1);
        var draws = Math.Max(1_000_000, (int)(DrawsAtCertainty * (1 - expected) / expected));
        var random = new SeededRandom(42);
        var due = 0;
        for (var draw = 0; draw < draws; draw++)
        {
            if (XFetch.IsDue(leftMs * Durations.Millisecond, loadMs * Durations.Millisecond, beta, random)) due++;
        }

        Assert.InRange((double)due / draws, 0.98 * expected, 1.02 * expected);
    }

    [Fact]
    public void WhenNoDrawCouldReachTheExpiry_ThenNoneIsMade()
    {
        var random = new SeededRandom(42);
        Assert.False(XFetch.IsDue(38 * 50, 50, 1, random));
        Assert.False(XFetch.IsDue(1, 0, 1, random));
        Assert.Equal(new SeededRandom(42).Next(), random.Next());
    }

    // What is skipped without a draw must be what no draw reaches: the smallest is 2^-53.
    [Fact]
    public void WhenADrawIsTheSmallest_ThenItReachesNoFartherThanTheBound() => Assert.InRange(XFetch.Ahead(1, 1, Math.Pow(2, -53)), 36.5, 37);
}
