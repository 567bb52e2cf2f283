using AkkaCacheSim.Core.Protections;
using AkkaCacheSim.Core.Settings;
using CsCheck;

namespace AkkaCacheSim.Core.Tests.Protections;

public sealed class RetryBudgetTests
{
    private const long Start = 1_000 * Durations.Second;

    [Fact]
    public void WhenThereWereTenFirstCalls_ThenThereIsOneRetry()
    {
        var budget = new RetryBudget(share: 0.1, leastPerSecond: 0);
        Assert.False(budget.TryWithdraw(Start));
        for (var i = 0; i < 9; i++) budget.Deposit(Start);
        Assert.False(budget.TryWithdraw(Start));
        budget.Deposit(Start);
        Assert.True(budget.TryWithdraw(Start));
        Assert.False(budget.TryWithdraw(Start));
    }

    [Fact]
    public void WhenNobodyCalls_ThenTheMinimumOfASecondIsThereAndComesAnew()
    {
        var budget = new RetryBudget(leastPerSecond: 2);
        Assert.Equal(2, Drain(budget, Start));
        Assert.False(budget.TryWithdraw(Start + (Durations.Second / 2) - 1));
        Assert.True(budget.TryWithdraw(Start + (Durations.Second / 2)));
        Assert.Equal(6, Drain(budget, Start + (Durations.Second * 7 / 2)));
    }

    [Fact]
    public void WhenMuchWasSaved_ThenItIsNoMoreThanTheMost()
    {
        var budget = new RetryBudget(share: 1, leastPerSecond: 1, most: 5);
        for (var i = 0; i < 100; i++) budget.Deposit(Start);
        Assert.Equal(5, Drain(budget, Start));
        Assert.Equal(5, Drain(budget, long.MaxValue));
        var timeless = new RetryBudget(share: 1, leastPerSecond: 0, most: 5);
        for (var i = 0; i < 100; i++) timeless.Deposit(Start);
        Assert.Equal(5, Drain(timeless, Start));
    }

    [Fact]
    public void WhenCallsAreMade_ThenNothingIsAllocated()
    {
        var budget = new RetryBudget();
        Work(1_000);
        Assert.Equal(0, Allocations.Of(() => Work(100_000)));

        void Work(int calls)
        {
            for (; calls > 0; calls--)
            {
                budget.Deposit(Start);
                budget.TryWithdraw(Start);
            }
        }
    }

    [Fact]
    public void WhenAnArgumentIsOutOfRange_ThenItIsRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new RetryBudget(share: -0.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RetryBudget(share: double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RetryBudget(share: 1.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RetryBudget(leastPerSecond: -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RetryBudget(leastPerSecond: 1_001, most: 2_000));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RetryBudget(leastPerSecond: 10, most: 9));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RetryBudget(leastPerSecond: 0, most: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RetryBudget(most: 1_000_001));
    }

    // Exact fractions, and the whole past added up anew for each answer.
    [Fact]
    public void Whatever_happens_it_answers_as_the_slow_model_does() =>
        Gen.Select(Gen.Int[0, 10], Gen.Int[0, 5], Gen.Int[5, 15], Gen.Select(Gen.Int[0, 1], Gen.Int[1, 20], Gen.Long[0, 30]).Array[0, 40]).Sample((tenths, least, most, steps) =>
        {
            var budget = new RetryBudget(tenths / 10.0, least, most);
            var past = new List<(long At, decimal Change)>();
            var now = Start;
            foreach (var (what, times, gap) in steps)
            {
                now += gap < 20 ? 0 : (gap - 19) * (gap - 19) * 37 * Durations.Millisecond;
                for (var i = 0; i < times; i++)
                {
                    if (what == 0) Deposit();
                    else Withdraw();
                }
            }

            void Deposit()
            {
                budget.Deposit(now);
                past.Add((now, tenths / 10m));
            }

            void Withdraw()
            {
                var allowed = Level(past, now, least, most) >= 1;
                Assert.Equal(allowed, budget.TryWithdraw(now));
                past.Add((now, allowed ? -1 : 0));
            }
        });

    // What the budget is for: however often it is asked, in no stretch of time are there more retries than calls and time have paid for, and what was saved.
    [Fact]
    public void However_often_it_is_asked_retries_stay_within_what_was_paid() =>
        Gen.Select(Gen.Int[0, 10], Gen.Int[0, 5], Gen.Int[5, 30], Gen.Int[0, 1].Array[0, 60]).Sample((tenths, least, most, steps) =>
        {
            var budget = new RetryBudget(tenths / 10.0, least, most);
            var moments = steps.Select((call, i) => (At: Start + (i * 100 * Durations.Millisecond), Calls: 7 * call)).ToList();
            var retries = moments.Select(moment =>
            {
                for (var i = 0; i < moment.Calls; i++) budget.Deposit(moment.At);
                return Drain(budget, moment.At);
            }).ToList();
            for (var from = 0; from < moments.Count; from++)
            {
                for (var to = from; to < moments.Count; to++)
                {
                    var calls = moments[from..(to + 1)].Sum(moment => moment.Calls);
                    var paid = most + (calls * tenths / 10m) + (least * (to - from) / 10m);
                    Assert.True(retries[from..(to + 1)].Sum() <= paid, $"moments {from} to {to}");
                }
            }
        });

    private static decimal Level(List<(long At, decimal Change)> past, long now, int least, int most)
    {
        decimal level = least;
        var at = past.Count == 0 ? now : past[0].At;
        foreach (var (when, change) in past.Append((At: now, Change: 0)))
        {
            level = Math.Min(most, level + ((when - at) * least / (decimal)Durations.Second));
            level = Math.Min(most, level + change);
            at = when;
        }

        return level;
    }

    private static int Drain(RetryBudget budget, long now)
    {
        var retries = 0;
        while (budget.TryWithdraw(now)) retries++;
        return retries;
    }
}
