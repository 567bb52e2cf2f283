namespace AkkaCacheSim.Core.Tests.Eviction.Models;

internal sealed class LruModel(long capacity) : Model(capacity)
{
    private readonly List<string> _keys = [];

    public override string Victim() => _keys[^1];

    public override void Touched(string key) => ToFront(_keys, key);

    protected override void Insert(string key) => _keys.Insert(0, key);

    protected override void Leave(string key, bool evicted) => _keys.Remove(key);
}
