using AkkaCacheSim.Dashboard.Picture;

namespace AkkaCacheSim.Dashboard.Tests.Picture;

public sealed class JourneyBudgetTests
{
    private readonly ManualTime _clock = new();

    [Fact]
    public void WhenManyAreWantedAtOnce_ThenABatchHasItsBound()
    {
        var budget = new JourneyBudget(_clock);
        _clock.Advance(60_000);
        Assert.Equal(JourneyBudget.MostAtOnce, budget.Take(1_000));
        Assert.Equal(0, budget.Take(1_000));
    }

    [Fact]
    public void WhenSnapshotsComeTenTimesASecond_ThenTheRateHolds()
    {
        var budget = new JourneyBudget(_clock);
        budget.Take(JourneyBudget.MostAtOnce);
        var taken = 0;
        for (var i = 0; i < 100; i++)
        {
            _clock.Advance(100);
            taken += budget.Take(50);
        }

        Assert.InRange(taken, 10 * JourneyBudget.PerSecond - 1, 10 * JourneyBudget.PerSecond);
    }

    [Fact]
    public void WhenLittleIsWanted_ThenTheRestIsKept()
    {
        var budget = new JourneyBudget(_clock);
        Assert.Equal(3, budget.Take(3));
        Assert.Equal(JourneyBudget.MostAtOnce - 3, budget.Take(100));
    }
}
