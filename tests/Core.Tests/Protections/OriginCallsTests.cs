using AkkaCacheSim.Core.Protections;
using AkkaCacheSim.Core.Settings;

namespace AkkaCacheSim.Core.Tests.Protections;

public sealed class OriginCallsTests
{
    private const long Start = 1_000 * Durations.Second;

    // What the breaker must see before it judges.
    private const int Calls = 20;

    [Fact]
    public void WhenNothingProtectsTheOrigin_ThenEveryCallIsMadeAndOnlyTheBoundEndsRetries()
    {
        var calls = new OriginCalls(new SimSettings { Retries = 2 });
        Fail(calls, 10 * Calls);
        Assert.True(calls.TryCall(Start));
        Assert.True(calls.TryAgain(Start, tries: 1));
        Assert.True(calls.TryAgain(Start, tries: 2));
        Assert.False(calls.TryAgain(Start, tries: 3));
    }

    [Theory]
    [InlineData(2, 5)]
    [InlineData(8, 8)]
    public void WhenMostCallsFail_ThenNoneIsMadeForFiveSecondsOrTheTimeOut(int timeoutSeconds, int openSeconds)
    {
        var calls = new OriginCalls(new SimSettings { Protect = ProtectionSet.Breaker, Timeout = timeoutSeconds * Durations.Second, Retries = 1 });
        var probeAt = Start + (openSeconds * Durations.Second);
        Fail(calls, Calls - 1);
        Assert.True(calls.TryCall(Start));
        Fail(calls, 1);
        Assert.False(calls.TryCall(probeAt - 1));
        Assert.False(calls.TryAgain(probeAt - 1, tries: 1));
        Assert.True(calls.TryCall(probeAt));
        Assert.False(calls.TryCall(probeAt));
    }

    [Fact]
    public void WhenCallsEndWell_ThenTheBreakerStaysClosed()
    {
        var calls = new OriginCalls(new SimSettings { Protect = ProtectionSet.Breaker });
        for (var i = 0; i < Calls; i++) calls.Ended(Start, well: true);
        Fail(calls, Calls - 1);
        Assert.True(calls.TryCall(Start));
    }

    // A retry is a call: it may be the probe, and its end is what the breaker goes by.
    [Fact]
    public void WhenARetryIsTheProbe_ThenItsEndClosesTheBreaker()
    {
        var calls = new OriginCalls(new SimSettings { Protect = ProtectionSet.Breaker, Retries = 1 });
        Fail(calls, Calls);
        var probeAt = Start + CircuitBreaker.UsuallyOpenFor;
        Assert.True(calls.TryAgain(probeAt, tries: 1));
        Assert.False(calls.TryCall(probeAt));
        calls.Ended(probeAt, well: true);
        Assert.True(calls.TryCall(probeAt));
        Assert.True(calls.TryAgain(probeAt, tries: 1));
    }

    [Fact]
    public void WhenRetriesHaveABudget_ThenTheyAreATenthOfTheFirstCalls()
    {
        var calls = new OriginCalls(new SimSettings { Protect = ProtectionSet.RetryBudget, Retries = 1 });
        Assert.True(calls.TryAgain(Start, tries: 1)); // the minimum of a second
        Assert.False(calls.TryAgain(Start, tries: 1));
        for (var i = 0; i < 9; i++) Assert.True(calls.TryCall(Start));
        Assert.False(calls.TryAgain(Start, tries: 1));
        Assert.True(calls.TryCall(Start));
        Assert.True(calls.TryAgain(Start, tries: 1));
        Assert.False(calls.TryAgain(Start, tries: 1));
    }

    [Fact]
    public void WhenTheBoundOrTheBreakerForbidsACall_ThenTheBudgetStaysAsItIs()
    {
        var calls = new OriginCalls(new SimSettings { Protect = ProtectionSet.RetryBudget | ProtectionSet.Breaker, Retries = 1 });
        Assert.False(calls.TryAgain(Start, tries: 2));
        Assert.True(calls.TryAgain(Start, tries: 1));
        Fail(calls, Calls);
        for (var i = 0; i < 100; i++) Assert.False(calls.TryCall(Start));
        var probeAt = Start + CircuitBreaker.UsuallyOpenFor;
        Assert.True(calls.TryCall(probeAt));
        calls.Ended(probeAt, well: true);
        var retries = 0;
        while (calls.TryAgain(probeAt, tries: 1)) retries++;
        Assert.Equal(5, retries); // the minimum of the five seconds that passed, and nothing for calls that were not made
    }

    private static void Fail(OriginCalls calls, int times)
    {
        for (var i = 0; i < times; i++) calls.Ended(Start, well: false);
    }
}
