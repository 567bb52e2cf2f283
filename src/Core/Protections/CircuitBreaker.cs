using AkkaCacheSim.Core.Settings;

namespace AkkaCacheSim.Core.Protections;

/// <summary>
/// A circuit breaker: after too many failures callers stop calling for a while instead of adding to the trouble, then try with a few calls.
/// Ask <see cref="TryCall"/> before each call, and report each call that it allowed by <see cref="Succeeded"/> or <see cref="Failed"/>, time-outs
/// included. Nothing is allocated. Source: Nygard, Release It! (2007), chapter 5; the defaults are those of Netflix's Hystrix.
/// </summary>
/// <remarks>
/// Results carry no name. One that comes while the breaker is open is of a call from before, and counts for nothing; one that comes while it is half
/// open counts as a probe's. So it should stay open at least as long as a call may take.
/// </remarks>
public sealed class CircuitBreaker
{
    /// <summary>How long a breaker stays open where nothing else is said, ns.</summary>
    public const long UsuallyOpenFor = 5 * Durations.Second;

    private readonly FailureWindow _window;
    private readonly int _leastCalls, _probes;
    private readonly double _failureShare;
    private readonly long _openFor;
    private long _since;
    private int _allowed, _succeeded;

    /// <summary>Makes a closed breaker.</summary>
    /// <param name="window">How far back it looks at calls, ns; at least 10.</param>
    /// <param name="leastCalls">How many calls it must see there before it judges, at least 1.</param>
    /// <param name="failureShare">It opens when so large a share of them failed, above 0 and at most 1.</param>
    /// <param name="openFor">How long it stays open, ns; above 0.</param>
    /// <param name="probes">How many calls it allows then, and all of them must succeed; at least 1.</param>
    public CircuitBreaker(
        long window = 10 * Durations.Second,
        int leastCalls = 20,
        double failureShare = 0.5,
        long openFor = UsuallyOpenFor,
        int probes = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(window, 10);
        ArgumentOutOfRangeException.ThrowIfLessThan(leastCalls, 1);
        if (failureShare is not (> 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(failureShare), failureShare, "a share above 0 and at most 1 was expected");
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(openFor);
        ArgumentOutOfRangeException.ThrowIfLessThan(probes, 1);
        _window = new FailureWindow(window);
        _leastCalls = leastCalls;
        _failureShare = failureShare;
        _openFor = openFor;
        _probes = probes;
    }

    /// <summary>Where it stands, as of the last call of a method: an open breaker turns half open when somebody asks.</summary>
    public CircuitState State { get; private set; }

    /// <summary>How often it has opened, from half open too.</summary>
    public long Opened { get; private set; }

    /// <summary>Whether a call may be made now. If so, its result must be reported.</summary>
    /// <param name="now">Now, ns; never less than before.</param>
    /// <returns>False while the breaker is open, and while its probes are under way.</returns>
    public bool TryCall(long now)
    {
        if (State == CircuitState.Closed) return true;

        // Probes that nobody reports would keep it half open for ever: after as long as it was open, others take their place.
        if (now - _since >= _openFor && (State == CircuitState.Open || _allowed == _probes)) Enter(CircuitState.HalfOpen, now);
        if (State == CircuitState.Open || _allowed == _probes) return false;
        _allowed++;
        return true;
    }

    /// <summary>A call has succeeded.</summary>
    /// <param name="now">Now, ns; never less than before.</param>
    public void Succeeded(long now)
    {
        if (State == CircuitState.Closed) _window.Add(now, failed: false);
        else if (State == CircuitState.HalfOpen && ++_succeeded == _probes) Enter(CircuitState.Closed, now);
    }

    /// <summary>A call has failed.</summary>
    /// <param name="now">Now, ns; never less than before.</param>
    public void Failed(long now)
    {
        if (State == CircuitState.Closed)
        {
            _window.Add(now, failed: true);
            if (_window.Calls < _leastCalls || _window.Failures < _failureShare * _window.Calls) return;
        }

        if (State != CircuitState.Open) Enter(CircuitState.Open, now);
    }

    private void Enter(CircuitState state, long now)
    {
        State = state;
        _since = now;
        _allowed = _succeeded = 0;
        _window.Clear();
        if (state == CircuitState.Open) Opened++;
    }
}
