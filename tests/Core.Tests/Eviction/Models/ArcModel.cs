namespace AkkaCacheSim.Core.Tests.Eviction.Models;

/// <summary>The paper's cases by their names there.</summary>
internal sealed class ArcModel(long capacity) : Model(capacity)
{
    private readonly List<string> _t1 = [], _t2 = [];
    private readonly GhostList _b1 = new(), _b2 = new();
    private double _p;
    private bool _inB1, _inB2, _keepsNoGhost;

    public override string Victim()
    {
        _keepsNoGhost = false;
        if (!_inB1 && !_inB2)
        {
            if (Sum(_t1) + _b1.Sum + NewcomerSize > Capacity)
            {
                if (_b1.Count == 0)
                {
                    _keepsNoGhost = true;
                    return _t1[^1];
                }

                _b1.Trim(Capacity - NewcomerSize - Sum(_t1));
            }
            else
            {
                _b2.Trim((2 * Capacity) - 1 - Sum(_t1) - Sum(_t2) - _b1.Sum);
            }
        }

        var t1 = Sum(_t1);
        return _t2.Count == 0 || (_t1.Count > 0 && (t1 > _p || (t1 == _p && _inB2))) ? _t1[^1] : _t2[^1];
    }

    public override void Touched(string key)
    {
        _t1.Remove(key);
        ToFront(_t2, key);
    }

    protected override void Expected()
    {
        double b1 = _b1.Sum, b2 = _b2.Sum;
        _inB1 = _b1.Remove(Newcomer);
        _inB2 = _b2.Remove(Newcomer);
        if (_inB1) _p = Math.Min(Capacity, _p + (NewcomerSize * Math.Max(1, b2 / b1)));
        if (_inB2) _p = Math.Max(0, _p - (NewcomerSize * Math.Max(1, b1 / b2)));
    }

    protected override void Insert(string key) => (_inB1 || _inB2 ? _t2 : _t1).Insert(0, key);

    protected override void Leave(string key, bool evicted)
    {
        if (evicted && !_keepsNoGhost) (_t1.Contains(key) ? _b1 : _b2).Add(key, Sizes[key], 2 * Capacity);
        _t1.Remove(key);
        _t2.Remove(key);
    }
}
