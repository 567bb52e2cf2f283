namespace AkkaCacheSim.Core.Tests.Eviction.Models;

internal sealed class LfuModel(long capacity) : Model(capacity)
{
    private readonly Dictionary<string, (int Uses, int ReachedAt)> _uses = [];
    private int _clock;

    public override string Victim() => _uses.MinBy(entry => entry.Value).Key;

    public override void Touched(string key) => _uses[key] = (_uses[key].Uses + 1, _clock++);

    protected override void Insert(string key) => _uses[key] = (1, _clock++);

    protected override void Leave(string key, bool evicted) => _uses.Remove(key);
}
