using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Origin;

namespace AkkaCacheSim.Core.Workloads;

/// <summary>
/// What a client saw over time, by the time at which requests ended: a row of numbers for every <see cref="Interval"/>. Rows add up, so series of several
/// clients do, and so do intervals of one. Counting allocates when the series grows, and not otherwise.
/// </summary>
public sealed class LoadSeries
{
    /// <summary>How long an interval is, ns: as long as the origin's, so that the two can stand side by side.</summary>
    public const long Interval = OriginSeries.Interval;

    /// <summary>How many intervals there are at most: an hour. What ends later counts in the last.</summary>
    public const int MaxCount = 36_000;

    /// <summary>How many numbers a row has.</summary>
    public const int Columns = FirstBucket + LatencyBuckets.Count;

    private const int Reads = 0, Writes = 1, Hits = 2, Errors = 3, Shed = 4, Failovers = 5, FailedReads = 6, LatencySum = 7, LatencyMax = 8, FirstBucket = 9;

    private long[] _rows = [];

    /// <summary>How many intervals there are.</summary>
    public int Count { get; private set; }

    /// <summary>Counts a request.</summary>
    /// <param name="after">When it ended, ns from the first counted request.</param>
    /// <param name="read">Whether it was a read.</param>
    /// <param name="outcome">How it ended.</param>
    /// <param name="latency">From its intended start, ns. That of a request that was turned away at once does not count.</param>
    public void Add(long after, bool read, Outcome outcome, long latency)
    {
        var row = Row(IntervalOf(after));
        row[read ? Reads : Writes]++;
        if (outcome is Outcome.Hit or Outcome.Stale) row[Hits]++;
        else if (outcome == Outcome.Shed) row[Shed]++;
        else if (outcome is Outcome.Error or Outcome.Timeout or Outcome.Refused) row[Errors]++;
        else if (outcome == Outcome.Failover) row[Failovers]++;
        if (read && outcome is (Outcome.Shed or Outcome.Error or Outcome.Timeout or Outcome.Refused)) row[FailedReads]++;
        if (outcome is Outcome.Shed or Outcome.Error or Outcome.Refused) return;
        row[LatencySum] += latency;
        row[LatencyMax] = Math.Max(row[LatencyMax], latency);
        row[FirstBucket + LatencyBuckets.Of(latency)]++;
    }

    /// <summary>Adds another series.</summary>
    /// <param name="other">The other.</param>
    /// <param name="after">How much later than this one the other began, ns; negative when it began earlier.</param>
    public void Add(LoadSeries other, long after)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (after < 0)
        {
            var (rows, count) = (_rows, Count);
            (_rows, Count) = ([], 0);
            AddRows(rows, count, IntervalOf(-after));
            after = 0;
        }

        AddRows(other._rows, other.Count, IntervalOf(after));
    }

    /// <summary>The numbers of an interval, which is made if need be: to write them down, and to put them together again.</summary>
    /// <param name="interval">Which, below <see cref="MaxCount"/>.</param>
    /// <returns><see cref="Columns"/> numbers, good until the series grows.</returns>
    public Span<long> Row(int interval)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(interval);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(interval, MaxCount);
        Count = Math.Max(Count, interval + 1);
        if (Count * Columns > _rows.Length) Array.Resize(ref _rows, Math.Min(MaxCount, Math.Max(Count, 64 + (_rows.Length / Columns * 2))) * Columns);
        return _rows.AsSpan(interval * Columns, Columns);
    }

    /// <summary>What some intervals come to together.</summary>
    /// <param name="first">The first.</param>
    /// <param name="count">How many; those after the end are empty.</param>
    /// <returns>Their sample.</returns>
    public LoadSample Sample(int first, int count)
    {
        Span<long> sum = stackalloc long[Columns];
        for (var i = first; i < Math.Min(first + count, Count); i++) AddRow(sum, _rows.AsSpan(i * Columns, Columns));
        var answered = 0L;
        foreach (var bucket in sum[FirstBucket..]) answered += bucket;
        var any = answered > 0;
        return new LoadSample(
            first * Interval,
            sum[Reads],
            sum[Writes],
            sum[Hits],
            sum[Errors],
            sum[Shed],
            sum[Failovers],
            sum[FailedReads],
            any ? (double)sum[LatencySum] / answered : null,
            any ? Math.Min(Percentile(sum[FirstBucket..], answered, 0.99), sum[LatencyMax]) : null,
            any ? sum[LatencyMax] : null);
    }

    private static int IntervalOf(long after) => (int)Math.Clamp(after / Interval, 0, MaxCount - 1);

    private void AddRows(long[] rows, int count, int shift)
    {
        for (var i = 0; i < count; i++) AddRow(Row(Math.Min(i + shift, MaxCount - 1)), rows.AsSpan(i * Columns, Columns));
    }

    private static void AddRow(Span<long> sum, ReadOnlySpan<long> row)
    {
        var max = Math.Max(sum[LatencyMax], row[LatencyMax]);
        for (var i = 0; i < Columns; i++) sum[i] += row[i];
        sum[LatencyMax] = max;
    }

    // Within a bucket latencies are taken to lie evenly.
    private static long Percentile(ReadOnlySpan<long> buckets, long total, double share)
    {
        var rank = total * share;
        var bucket = 0;
        for (; rank > buckets[bucket]; bucket++) rank -= buckets[bucket];
        var (from, to) = (LatencyBuckets.Lowest(bucket), LatencyBuckets.Lowest(bucket + 1));
        return from + (long)((to - from) * rank / buckets[bucket]);
    }
}
