namespace AkkaCacheSim.Core.Tests.Eviction.Models;

internal sealed class TwoQModel(long capacity) : Model(capacity)
{
    private readonly List<string> _in = [], _proven = [];
    private readonly GhostList _out = new();
    private bool _ghostHit;

    public override string Victim() => Sum(_in) > Capacity / 4 || _proven.Count == 0 ? _in[^1] : _proven[^1];

    public override void Touched(string key)
    {
        if (_proven.Contains(key)) ToFront(_proven, key);
    }

    protected override void Expected() => _ghostHit = _out.Remove(Newcomer);

    protected override void Insert(string key) => (_ghostHit ? _proven : _in).Insert(0, key);

    protected override void Leave(string key, bool evicted)
    {
        if (evicted && _in.Contains(key)) _out.Add(key, Sizes[key], Capacity / 2);
        _in.Remove(key);
        _proven.Remove(key);
    }
}
