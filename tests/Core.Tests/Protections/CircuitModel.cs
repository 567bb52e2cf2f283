using AkkaCacheSim.Core.Protections;

namespace AkkaCacheSim.Core.Tests.Protections;

/// <summary>The breaker as one would explain it: every result is kept, and each question goes through all of them.</summary>
internal sealed class CircuitModel(int part, int leastCalls, int tenths, int openFor, int probes)
{
    private readonly List<(long At, bool Failed)> _results = [];
    private readonly List<bool> _probed = [];
    private int _allowed;
    private long _since;

    public CircuitState State { get; private set; }

    public bool TryCall(long now)
    {
        if (State == CircuitState.Closed) return true;
        var waited = now >= _since + openFor;
        if (State == CircuitState.Open && !waited) return false;
        if (State == CircuitState.Open || (waited && _allowed >= probes)) Become(CircuitState.HalfOpen, now);
        return _allowed++ < probes;
    }

    public void Ended(long now, bool failed)
    {
        if (State == CircuitState.HalfOpen)
        {
            _probed.Add(failed);
            if (failed) Become(CircuitState.Open, now);
            else if (_probed.Count == probes) Become(CircuitState.Closed, now);
        }
        else if (State == CircuitState.Closed)
        {
            _results.Add((now, failed));
            var seen = _results.Where(result => (result.At / part) + 10 > now / part).ToList();
            if (failed && seen.Count >= leastCalls && 10 * seen.Count(result => result.Failed) >= tenths * seen.Count) Become(CircuitState.Open, now);
        }
    }

    private void Become(CircuitState state, long now)
    {
        State = state;
        _since = now;
        _allowed = 0;
        _probed.Clear();
        _results.Clear();
    }
}
