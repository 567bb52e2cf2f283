namespace AkkaCacheSim.Core.Protections;

/// <summary>
/// The keys that a large share of the reads goes to: the Space-Saving sketch of A. Metwally, D. Agrawal, A. El Abbadi, "Efficient Computation of
/// Frequent and Top-k Elements in Data Streams" (ICDT 2005), halved now and then, so that a key that was hot once cools down. A key that is hot is
/// never missed, since there are more counters than hot keys can be; one that is not may be taken for hot while counters are shared.
/// </summary>
public sealed class HotKeys
{
    /// <summary>The share of the reads from which on a key is hot.</summary>
    public const double Share = 0.05;

    private const int Counters = 128;

    // Fewer reads than this say nothing yet.
    private const int Least = 200;

    private const int HalveAt = 20_000;

    private readonly Dictionary<string, int> _places = new(Counters, StringComparer.Ordinal);
    private readonly string[] _keys = new string[Counters];
    private readonly int[] _counts = new int[Counters];
    private int _total;

    /// <summary>Counts a read.</summary>
    /// <param name="key">Its key.</param>
    /// <returns>Whether the key is hot.</returns>
    public bool Count(string key)
    {
        if (!_places.TryGetValue(key, out var place)) place = Place(key);
        _counts[place]++;
        if (++_total >= HalveAt) Halve();
        return IsHot(place);
    }

    /// <summary>The hot keys.</summary>
    /// <returns>The keys, in no order.</returns>
    public IEnumerable<string> All() => Enumerable.Range(0, _places.Count).Where(IsHot).Select(place => _keys[place]);

    private bool IsHot(int place) => _total >= Least && _counts[place] >= _total * Share;

    // A newcomer takes over the smallest counter, and its count.
    private int Place(string key)
    {
        var place = _places.Count;
        if (place == Counters)
        {
            place = Array.IndexOf(_counts, _counts.Min());
            _places.Remove(_keys[place]);
        }

        _keys[place] = key;
        _places.Add(key, place);
        return place;
    }

    private void Halve()
    {
        _total /= 2;
        for (var place = 0; place < Counters; place++) _counts[place] /= 2;
    }
}
