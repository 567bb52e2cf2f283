using AkkaCacheSim.Core.Eviction;
using AkkaCacheSim.Core.Placement;

namespace AkkaCacheSim.Core.Tests.Eviction.Models;

/// <summary>The queues are said again; the sketch and the climber, which have tests of their own, are the real ones.</summary>
internal sealed class WTinyLfuModel(long capacity) : Model(capacity)
{
    private readonly List<string> _window = [], _probation = [], _protected = [];
    private readonly FrequencySketch _sketch = new();
    private readonly HillClimber _climber = new();
    private string? _candidate;
    private bool _filled;
    private int _slots, _most;

    private long WindowRoom => Capacity - (long)((1 - _climber.Share) * Capacity);

    private long ProtectedRoom => (long)(0.8 * (Capacity - WindowRoom));

    public override string Victim()
    {
        _filled = true;
        while (Sum(_window) + NewcomerSize > WindowRoom && _window.Count > 0)
        {
            _candidate = _window[^1];
            Move(_window[^1], _probation);
        }

        var victim = new[] { _probation, _protected, _window }.First(queue => queue.Count > 0)[^1];
        var candidate = _candidate;
        _candidate = null;
        if (candidate is null) return victim;
        return _sketch.Estimate(KeyHash.Of(candidate)) > _sketch.Estimate(KeyHash.Of(victim)) ? victim : candidate;
    }

    public override void Touched(string key)
    {
        _sketch.Count(KeyHash.Of(key));
        Move(key, _window.Contains(key) ? _window : _protected);
        Fit();
        if (_climber.Count(hit: true, _filled ? _sketch.Sample : long.MaxValue)) Fit();
    }

    protected override void Expected()
    {
        _sketch.Count(KeyHash.Of(Newcomer));
        if (_climber.Count(hit: false, _filled ? _sketch.Sample : long.MaxValue)) Fit();
        _candidate = null;
    }

    protected override void Insert(string key)
    {
        // The store's slots double from 64, and never exceed the capacity.
        if (Sizes.Count > _most) _most = Sizes.Count;
        while (_slots < _most) _sketch.Grow(_slots = (int)Math.Min(Capacity, Math.Max(64, _slots * 2)));
        _window.Insert(0, key);
        while (Sum(_window) > WindowRoom) Move(_window[^1], _probation);
    }

    protected override void Leave(string key, bool evicted)
    {
        _window.Remove(key);
        _probation.Remove(key);
        _protected.Remove(key);
    }

    private void Fit()
    {
        while (Sum(_protected) > ProtectedRoom) Move(_protected[^1], _probation);
    }

    private void Move(string key, List<string> to)
    {
        Leave(key, evicted: false);
        to.Insert(0, key);
    }
}
