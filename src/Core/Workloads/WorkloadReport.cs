using AkkaCacheSim.Core.Messages;
using HdrHistogram;

namespace AkkaCacheSim.Core.Workloads;

/// <summary>What a workload has measured. Reports add up; percentiles are read from the sum.</summary>
public sealed class WorkloadReport
{
    // A request's deadline is a few time-outs; a histogram has to end somewhere.
    private const long LongestNs = 600_000_000_000;

    private readonly long[] _reads = new long[(int)Outcome.Coalesced + 1];
    private readonly long[] _writes = new long[(int)Outcome.Coalesced + 1];

    /// <summary>Latencies of hits, those of expired copies included, ns.</summary>
    public LongHistogram Hit { get; } = NewHistogram();

    /// <summary>Latencies of misses and failovers, and of reads that waited for somebody else's load, ns.</summary>
    public LongHistogram Miss { get; } = NewHistogram();

    /// <summary>Latencies of writes and deletes, ns.</summary>
    public LongHistogram Write { get; } = NewHistogram();

    /// <summary>The same over time, from the first counted request.</summary>
    public LoadSeries Series { get; } = new();

    /// <summary>Writes that bypassed the cache and were committed.</summary>
    public long BypassWrites { get; set; }

    /// <summary>Bypassing writes and preloads that failed.</summary>
    public long BypassErrors { get; set; }

    /// <summary>When the first counted request began, ns.</summary>
    public long StartedAt { get; set; }

    /// <summary>When the last counted request ended, ns.</summary>
    public long EndedAt { get; set; }

    /// <summary>Every request's outcome in the order in which they began, when they are kept.</summary>
    public List<Outcome>? Outcomes { get; set; }

    /// <summary>Reads that have ended.</summary>
    public long Reads => _reads.Sum();

    /// <summary>Writes and deletes that have ended, bypassing ones aside.</summary>
    public long Writes => _writes.Sum();

    /// <summary>Requests that ended in an error, a time-out or a refusal; shed ones are counted apart.</summary>
    public long Errors => Both(Outcome.Error) + Both(Outcome.Timeout) + Both(Outcome.Refused) + BypassErrors;

    /// <summary>Requests that the origin shed.</summary>
    public long Shed => Both(Outcome.Shed);

    /// <summary>The share of the reads that a copy answered at once, expired or not; 0 without reads.</summary>
    public double HitRate => Reads == 0 ? 0 : (double)(_reads[(int)Outcome.Hit] + _reads[(int)Outcome.Stale]) / Reads;

    /// <summary>The longest that an answered read took, ns; 0 without any.</summary>
    public long LongestRead => Math.Max(Longest(Hit), Longest(Miss));

    /// <summary>Reads that ended in a way.</summary>
    /// <param name="outcome">The way.</param>
    /// <returns>How many.</returns>
    public long ReadsEnding(Outcome outcome) => _reads[(int)outcome];

    /// <summary>Writes and deletes that ended in a way.</summary>
    /// <param name="outcome">The way.</param>
    /// <returns>How many.</returns>
    public long WritesEnding(Outcome outcome) => _writes[(int)outcome];

    /// <summary>Sets the counts of an outcome, latencies aside: a report that comes from elsewhere is put together again.</summary>
    /// <param name="outcome">The outcome.</param>
    /// <param name="reads">Reads that ended so.</param>
    /// <param name="writes">Writes that ended so.</param>
    public void Restore(Outcome outcome, long reads, long writes)
    {
        _reads[(int)outcome] = reads;
        _writes[(int)outcome] = writes;
    }

    /// <summary>Counts a read.</summary>
    /// <param name="outcome">How it ended.</param>
    /// <param name="latency">From its intended start, ns.</param>
    /// <param name="now">When it ended, ns.</param>
    public void CountRead(Outcome outcome, long latency, long now)
    {
        EndedAt = now;
        _reads[(int)outcome]++;
        Series.Add(now - StartedAt, read: true, outcome, latency);
        if (outcome is Outcome.Hit or Outcome.Stale) Hit.RecordValue(Math.Min(latency, LongestNs));
        else if (outcome is Outcome.Miss or Outcome.Failover or Outcome.Coalesced) Miss.RecordValue(Math.Min(latency, LongestNs));
    }

    /// <summary>Counts a write or delete.</summary>
    /// <param name="outcome">How it ended.</param>
    /// <param name="latency">From its intended start, ns.</param>
    /// <param name="now">When it ended, ns.</param>
    public void CountWrite(Outcome outcome, long latency, long now)
    {
        EndedAt = now;
        _writes[(int)outcome]++;
        Series.Add(now - StartedAt, read: false, outcome, latency);
        if (outcome is Outcome.Stored or Outcome.Deleted) Write.RecordValue(Math.Min(latency, LongestNs));
    }

    /// <summary>Adds another report to this one.</summary>
    /// <param name="other">The other.</param>
    public void Add(WorkloadReport other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (Reads + Writes == 0) StartedAt = other.StartedAt;
        if (other.Series.Count > 0)
        {
            Series.Add(other.Series, other.StartedAt - StartedAt);
            StartedAt = Math.Min(StartedAt, other.StartedAt);
        }

        EndedAt = Math.Max(EndedAt, other.EndedAt);
        for (var i = 0; i < _reads.Length; i++)
        {
            _reads[i] += other._reads[i];
            _writes[i] += other._writes[i];
        }

        Hit.Add(other.Hit);
        Miss.Add(other.Miss);
        Write.Add(other.Write);
        BypassWrites += other.BypassWrites;
        BypassErrors += other.BypassErrors;
        if (other.Outcomes is not null) (Outcomes ??= []).AddRange(other.Outcomes);
    }

    private static long Longest(LongHistogram latencies) => latencies.TotalCount == 0 ? 0 : latencies.GetValueAtPercentile(100);

    private long Both(Outcome outcome) => _reads[(int)outcome] + _writes[(int)outcome];

    private static LongHistogram NewHistogram() => new(1, LongestNs, 3);
}
