namespace AkkaCacheSim.Core.Tests.Eviction.Models;

internal sealed class SlruModel(long capacity) : Model(capacity)
{
    private readonly List<string>[] _segments = [[], [], [], []];

    public override string Victim() => _segments.First(segment => segment.Count > 0)[^1];

    public override void Touched(string key)
    {
        var segment = Array.FindIndex(_segments, keys => keys.Contains(key));
        _segments[segment].Remove(key);
        _segments[Math.Min(segment + 1, 3)].Insert(0, key);
        for (var i = 3; i > 0; i--)
        {
            while (Sum(_segments[i]) > Capacity / 4)
            {
                var sinks = _segments[i][^1];
                _segments[i].Remove(sinks);
                _segments[i - 1].Insert(0, sinks);
            }
        }
    }

    protected override void Insert(string key) =>
        (_segments.FirstOrDefault(segment => Sum(segment) + Sizes[key] <= Capacity / 4) ?? _segments[0]).Insert(0, key);

    protected override void Leave(string key, bool evicted)
    {
        foreach (var segment in _segments) segment.Remove(key);
    }
}
