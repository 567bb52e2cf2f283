using System.Numerics;
using AkkaCacheSim.Cluster.Messages;
using AkkaCacheSim.Core.History;
using AkkaCacheSim.Core.Placement;
using AkkaCacheSim.Core.Settings;

namespace AkkaCacheSim.Cluster.Hosting;

/// <summary>
/// A sample of what a process does, for as long as somebody watches. It is drawn by key: of a key that is in it all lines are, so that the way of a
/// request can be pieced together. The share of keys halves with each level. A key in the sample of a level is in those of all lower ones, so what
/// processes on different levels show fits together.
/// </summary>
/// <remarks>Levels follow the lines of the interval before; whatever happens, no interval keeps more than its budget. A line allocates nothing.</remarks>
public sealed class WatchTap
{
    /// <summary>How long it goes on after it was last asked, ns.</summary>
    public const long Lapse = 3 * Durations.Second;

    /// <summary>How long an interval is, ns.</summary>
    public const long Interval = 250 * Durations.Millisecond;

    /// <summary>The most lines that an interval keeps: 200 lines a second.</summary>
    public const int Budget = 50;

    /// <summary>The highest level: a key in 65,536.</summary>
    public const int HighestLevel = 16;

    /// <summary>The most lines of one answer.</summary>
    public const int AnswerLimit = 256;

    // As many as the budget allows until the watch lapses.
    private const int Capacity = (int)(Lapse / Interval) * Budget;

    // A sample this much smaller than the budget shows too little.
    private const int TooFew = Budget / 8;

    // Placements go by the same hash of keys: without this a sample might be the keys of one node.
    private const ulong Salt = 0x9E37_79B9_7F4A_7C15;

    private readonly HistoryLine[] _ring = new HistoryLine[Capacity];
    private readonly int[] _highest = new int[HighestLevel + 1];
    private long _until, _interval, _last, _seen;
    private int _kept, _own, _asked;

    /// <summary>The share that lines are kept with: of keys, one in two to the power of this.</summary>
    public int Level => Math.Max(_own, _asked);

    /// <summary>Somebody asks, and watches on.</summary>
    /// <param name="now">Now, ns.</param>
    /// <param name="watch">The question.</param>
    /// <returns>The level that this process alone would have, how many lines it has seen, the number of the last one kept, and those after the one asked for.</returns>
    public (int Level, long Seen, long Last, IReadOnlyList<HistoryLine> Lines) Ask(long now, Watch watch)
    {
        ArgumentNullException.ThrowIfNull(watch);
        _until = now + Lapse;
        Advance(now);
        _asked = Math.Clamp(watch.Level, 0, HighestLevel);

        // A number that was never given is of a tap before this one.
        var after = Math.Max(watch.After > _last ? 0 : watch.After, _last - Capacity);
        var lines = new HistoryLine[Math.Min(AnswerLimit, _last - after)];
        for (var i = 0; i < lines.Length; i++) lines[i] = _ring[(after + i) % Capacity];
        return (_own, _seen, after + lines.Length, lines);
    }

    /// <summary>The process has done something.</summary>
    /// <param name="line">What.</param>
    /// <returns>False when nobody has asked for so long that the tap is to be closed.</returns>
    public bool Add(in HistoryLine line)
    {
        if (line.End > _until) return false;
        _seen++;
        Advance(line.End);
        var highest = line.Key is null ? HighestLevel : LevelOf(line.Key);
        _highest[highest]++;
        if (highest < Level || _kept == Budget) return true;
        _kept++;
        _ring[_last++ % Capacity] = line;
        return true;
    }

    /// <summary>The highest level in whose sample a key is.</summary>
    /// <param name="key">The key.</param>
    /// <returns>From 0, for every other key, to <see cref="HighestLevel"/>.</returns>
    public static int LevelOf(string key) => Math.Min(HighestLevel, BitOperations.TrailingZeroCount(KeyHash.Mix(KeyHash.Of(key) ^ Salt)));

    private void Advance(long now)
    {
        var interval = now / Interval;
        if (interval <= _interval) return;
        _own = interval == _interval + 1 ? Fitting() : 0;
        _interval = interval;
        _kept = 0;
        Array.Clear(_highest);
    }

    // The lowest level whose sample of the last interval fits the budget; the one below where that would show next to nothing of a few busy keys.
    private int Fitting()
    {
        var lines = 0;
        for (var level = HighestLevel; level >= 0; level--)
        {
            var below = lines;
            lines += _highest[level];
            if (lines > Budget) return below < TooFew ? level : level + 1;
        }

        return 0;
    }
}
