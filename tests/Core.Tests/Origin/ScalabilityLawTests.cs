using AkkaCacheSim.Core.Origin;
using AkkaCacheSim.Core.Settings;

namespace AkkaCacheSim.Core.Tests.Origin;

public sealed class ScalabilityLawTests
{
    // By hand: 1 + σ(N − 1) + κN(N − 1).
    [Theory]
    [InlineData(0.1, 0.01, 1, 1)]
    [InlineData(0.1, 0.01, 2, 1.12)] // 1 + 0.1 + 0.02
    [InlineData(0.1, 0.01, 10, 2.8)] // 1 + 0.9 + 0.9
    [InlineData(0.02, 0, 51, 2)]
    [InlineData(0, 0.001, 64, 5.032)]
    [InlineData(0.001, 0.001, 64, 5.095)]
    [InlineData(0, 0, 10_000, 1)]
    [InlineData(1, 1, 10_000, 100_000_000)] // 1 + 9,999 + 10,000 · 9,999
    public void WhenSeveralAreWorkedOn_ThenEachTakesLongerByTheLaw(double sigma, double kappa, int concurrency, double expected) =>
        Assert.Equal(expected, new ScalabilityLaw(sigma, kappa).Inflation(concurrency), 9);

    [Fact]
    public void WhenAServiceTimeIsInflated_ThenItIsWholeNanosecondsAndNeverBeyondTheClock()
    {
        var law = new ScalabilityLaw(0.1, 0.01);
        Assert.Equal(100, law.Inflate(100, 1));
        Assert.Equal(112, law.Inflate(100, 2));
        Assert.Equal(0, law.Inflate(0, 2));
        Assert.Equal(365 * 24 * 3600 * Durations.Second, new ScalabilityLaw(1, 1).Inflate(3600 * Durations.Second, 10_000));
    }

    [Fact]
    public void WhenThroughputIsAsked_ThenItIsConcurrencyOverTheInflatedTime()
    {
        var law = new ScalabilityLaw(0.1, 0.01);
        Assert.Equal(100, law.Throughput(1, 10 * Durations.Millisecond), 9);
        Assert.Equal(1_000 / 2.8, law.Throughput(10, 10 * Durations.Millisecond), 9);
        Assert.Equal(Math.Sqrt(90), law.Peak, 12);
    }

    [Theory]
    [InlineData(0.1, 0.01, 64)]
    [InlineData(0.001, 0.001, 64)]
    [InlineData(0.001, 0.001, 20)]
    [InlineData(0.05, 0.0001, 64)]
    [InlineData(0.9, 1, 64)]
    [InlineData(1, 1, 64)]
    [InlineData(1, 0, 64)]
    [InlineData(0, 0, 64)]
    [InlineData(0, 1, 1)]
    public void WhenTheKneeIsAsked_ThenNoConcurrencyOfThePoolDoesMore(double sigma, double kappa, int pool)
    {
        var law = new ScalabilityLaw(sigma, kappa);
        var (at, throughput) = law.Knee(pool, Durations.Millisecond);
        Assert.Equal(law.Throughput(at, Durations.Millisecond), throughput);
        Assert.Equal(Enumerable.Range(1, pool).Max(n => law.Throughput(n, Durations.Millisecond)), throughput);
    }

    // What the documentation says of the defaults.
    [Fact]
    public void WhenSettingsAreTheDefaults_ThenTheOriginDoesMostWithHalfItsPoolAndAFifthLessWithAllOfIt()
    {
        var settings = new SimSettings();
        var law = new ScalabilityLaw(settings.Sigma, settings.Kappa);
        var mean = (settings.ServiceTime.Least + settings.ServiceTime.Most) / 2.0;
        var (at, most) = law.Knee(settings.Pool, mean);
        Assert.Equal((32, 575), (at, Math.Round(most)));
        Assert.Equal(457, Math.Round(law.Throughput(settings.Pool, mean)));
        Assert.InRange(most / 80, 5, 10);
        Assert.InRange(most / 110, 5, 10);
    }

    [Fact]
    public void WhenAnArgumentIsOutOfRange_ThenItIsRefused()
    {
        var law = new ScalabilityLaw(0.1, 0.01);
        Assert.Throws<ArgumentOutOfRangeException>(() => law.Inflation(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => law.Throughput(1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => law.Knee(0, 1));
    }
}
