namespace AkkaCacheSim.Core.Tests.Eviction.Models;

internal sealed class SieveModel(long capacity) : Model(capacity)
{
    private readonly List<string> _keys = [];
    private readonly HashSet<string> _marked = [];
    private string? _hand;

    public override string Victim()
    {
        var place = _hand is null ? _keys.Count - 1 : _keys.IndexOf(_hand);
        while (_marked.Remove(_keys[place])) place = place == 0 ? _keys.Count - 1 : place - 1;
        return _hand = _keys[place];
    }

    public override void Touched(string key) => _marked.Add(key);

    protected override void Insert(string key) => _keys.Insert(0, key);

    protected override void Leave(string key, bool evicted)
    {
        var place = _keys.IndexOf(key);
        if (_hand == key) _hand = place == 0 ? null : _keys[place - 1];
        _keys.RemoveAt(place);
        _marked.Remove(key);
    }
}
