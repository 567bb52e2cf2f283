namespace AkkaCacheSim.Core.Tests.Eviction.Models;

internal sealed class ClockModel(long capacity) : Model(capacity)
{
    private readonly List<string> _keys = [];
    private readonly HashSet<string> _marked = [];

    public override string Victim()
    {
        while (_marked.Remove(_keys[^1])) ToFront(_keys, _keys[^1]);
        return _keys[^1];
    }

    public override void Touched(string key) => _marked.Add(key);

    protected override void Insert(string key) => _keys.Insert(0, key);

    protected override void Leave(string key, bool evicted)
    {
        _keys.Remove(key);
        _marked.Remove(key);
    }
}
