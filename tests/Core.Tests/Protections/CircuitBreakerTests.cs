using AkkaCacheSim.Core.Protections;
using CsCheck;

namespace AkkaCacheSim.Core.Tests.Protections;

public sealed class CircuitBreakerTests
{
    private readonly CircuitBreaker _breaker = new(window: 100, leastCalls: 4, failureShare: 0.5, openFor: 50, probes: 2);

    [Fact]
    public void WhenTooFewCallsHaveBeenMade_ThenFailuresDoNotOpenIt()
    {
        Fail(3, now: 10);
        Assert.Equal(CircuitState.Closed, _breaker.State);
        Assert.True(_breaker.TryCall(10));
        Fail(1, now: 11);
        Assert.Equal((CircuitState.Open, 1), (_breaker.State, _breaker.Opened));
        Assert.False(_breaker.TryCall(11));
    }

    [Fact]
    public void WhenTheShareOfFailuresIsReached_ThenItOpensAndNotBefore()
    {
        for (var i = 0; i < 4; i++) _breaker.Succeeded(10);
        Fail(3, now: 10);
        Assert.Equal(CircuitState.Closed, _breaker.State);
        Fail(1, now: 10);
        Assert.Equal(CircuitState.Open, _breaker.State);
    }

    [Fact]
    public void WhenFailuresHaveLeftTheWindow_ThenTheyCountNoMore()
    {
        Fail(3, now: 9);
        Fail(1, now: 100);
        Assert.Equal(CircuitState.Closed, _breaker.State);

        // The first part, 0 to 9, has left; those of 100 and later are all there.
        Fail(2, now: 199);
        Assert.Equal(CircuitState.Closed, _breaker.State);
        Fail(1, now: 199);
        Assert.Equal(CircuitState.Open, _breaker.State);
    }

    [Fact]
    public void WhenItHasBeenOpenForItsTime_ThenItLetsItsProbesThroughAndNoMore()
    {
        Fail(4, now: 10);
        Assert.False(_breaker.TryCall(59));
        Assert.True(_breaker.TryCall(60));
        Assert.Equal(CircuitState.HalfOpen, _breaker.State);
        Assert.True(_breaker.TryCall(61));
        Assert.False(_breaker.TryCall(62));
    }

    [Fact]
    public void WhenAllProbesSucceed_ThenItClosesAndHasForgottenWhatWas()
    {
        Fail(4, now: 10);
        Probe(60);
        _breaker.Succeeded(70);
        Assert.Equal(CircuitState.HalfOpen, _breaker.State);
        _breaker.Succeeded(71);
        Assert.Equal(CircuitState.Closed, _breaker.State);
        Fail(3, now: 72);
        Assert.Equal((CircuitState.Closed, 1), (_breaker.State, _breaker.Opened));
    }

    [Fact]
    public void WhenAProbeFails_ThenItIsOpenForAsLongAgain()
    {
        Fail(4, now: 10);
        Probe(60);
        _breaker.Succeeded(70);
        _breaker.Failed(80);
        Assert.Equal((CircuitState.Open, 2), (_breaker.State, _breaker.Opened));
        Assert.False(_breaker.TryCall(129));
        Assert.True(_breaker.TryCall(130));
    }

    [Fact]
    public void WhenProbesAreNeverReported_ThenOthersTakeTheirPlace()
    {
        Fail(4, now: 10);
        Probe(60);
        Assert.False(_breaker.TryCall(109));
        Assert.True(_breaker.TryCall(110));
        Assert.True(_breaker.TryCall(110));
        Assert.False(_breaker.TryCall(110));
    }

    [Fact]
    public void WhenACallFromBeforeEndsWhileItIsOpen_ThenNothingChanges()
    {
        Fail(4, now: 10);
        _breaker.Succeeded(20);
        _breaker.Failed(30);
        Assert.Equal((CircuitState.Open, 1), (_breaker.State, _breaker.Opened));
        Assert.True(_breaker.TryCall(60));
    }

    [Fact]
    public void WhenCallsAreMade_ThenNothingIsAllocated()
    {
        Work(1_000);
        Assert.Equal(0, Allocations.Of(() => Work(100_000)));
    }

    [Fact]
    public void WhenAnArgumentIsOutOfRange_ThenItIsRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new CircuitBreaker(window: 9));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CircuitBreaker(leastCalls: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CircuitBreaker(failureShare: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CircuitBreaker(failureShare: double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CircuitBreaker(openFor: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CircuitBreaker(probes: 0));
    }

    [Fact]
    public void Whatever_happens_it_stands_where_the_slow_model_does() =>
        Gen.Select(Gen.Select(Gen.Int[1, 12], Gen.Int[1, 6], Gen.Int[1, 10], Gen.Int[1, 200], Gen.Int[1, 4]), Gen.Select(Gen.Int[0, 2], Gen.Int[0, 40]).Array[0, 300]).Sample((shape, steps) =>
        {
            var (part, leastCalls, tenths, openFor, probes) = shape;
            var breaker = new CircuitBreaker(10 * part, leastCalls, tenths / 10.0, openFor, probes);
            var model = new CircuitModel(part, leastCalls, tenths, openFor, probes);
            var now = 1_000_000L;
            foreach (var (what, gap) in steps)
            {
                // Bursts and pauses: most steps come at the moment of the one before.
                now += gap > 20 ? (gap - 20) * (gap - 20) : 0;
                if (what == 0) Assert.Equal(model.TryCall(now), breaker.TryCall(now));
                else if (what == 1) Report(() => model.Ended(now, failed: false), () => breaker.Succeeded(now));
                else Report(() => model.Ended(now, failed: true), () => breaker.Failed(now));
                Assert.Equal(model.State, breaker.State);
            }
        });

    private static void Report(Action model, Action breaker)
    {
        model();
        breaker();
    }

    private void Work(int calls)
    {
        for (var now = 0; now < calls; now++)
        {
            if (!_breaker.TryCall(now)) continue;
            if (now / 1_000 % 2 == 0) _breaker.Succeeded(now);
            else _breaker.Failed(now);
        }
    }

    private void Fail(int times, long now)
    {
        for (var i = 0; i < times; i++) _breaker.Failed(now);
    }

    private void Probe(long now)
    {
        Assert.True(_breaker.TryCall(now));
        Assert.True(_breaker.TryCall(now));
    }
}
