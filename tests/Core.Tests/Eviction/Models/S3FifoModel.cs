namespace AkkaCacheSim.Core.Tests.Eviction.Models;

internal sealed class S3FifoModel(long capacity) : Model(capacity)
{
    private readonly List<string> _small = [], _main = [];
    private readonly Dictionary<string, int> _uses = [];
    private readonly GhostList _ghosts = new();
    private bool _ghostHit;

    public override string Victim()
    {
        var mainTurn = Sum(_main) > Capacity - (Capacity / 10);
        while (!mainTurn && _small.Count > 0)
        {
            var oldest = _small[^1];
            if (_uses[oldest] < 2) return oldest;
            _small.Remove(oldest);
            _main.Insert(0, oldest);
            _uses[oldest] = 0;
        }

        while (_uses[_main[^1]] > 0)
        {
            _uses[_main[^1]] = Math.Min(3, _uses[_main[^1]]) - 1;
            ToFront(_main, _main[^1]);
        }

        return _main[^1];
    }

    public override void Touched(string key) => _uses[key]++;

    protected override void Expected() => _ghostHit = _ghosts.Remove(Newcomer);

    protected override void Insert(string key)
    {
        _uses[key] = 0;
        (_ghostHit ? _main : _small).Insert(0, key);
    }

    protected override void Leave(string key, bool evicted)
    {
        if (evicted && _small.Contains(key)) _ghosts.Add(key, Sizes[key], (long)(Capacity * 0.9));
        _small.Remove(key);
        _main.Remove(key);
    }
}
