using AkkaCacheSim.Core.Settings;

namespace AkkaCacheSim.Core.Workloads;

/// <summary>What one coordinator's client does. Durations are nanoseconds.</summary>
public sealed record WorkloadSpec
{
    /// <summary>How many keys, 1 to 10,000,000.</summary>
    public int Keys { get; init; } = 1_000;

    /// <summary>Zipf's skew; 0 draws keys uniformly.</summary>
    public double Theta { get; init; }

    /// <summary>Requests a second, Poisson; 0 for a closed loop.</summary>
    public double Rate { get; init; }

    /// <summary>By how much the rate is higher during a surge; 1 for none. No option: scenarios set it.</summary>
    public double SurgeFactor { get; init; } = 1;

    /// <summary>When the surge begins, counted from the first request.</summary>
    public long SurgeAt { get; init; }

    /// <summary>How long it lasts.</summary>
    public long SurgeFor { get; init; }

    /// <summary>Requests in flight in a closed loop, 1 to 100,000.</summary>
    public int Concurrency { get; init; } = 1;

    /// <summary>How many requests; 0 for as many as <see cref="Duration"/> allows.</summary>
    public long Requests { get; init; }

    /// <summary>How long requests are begun; <see cref="Durations.None"/> for as long as there are any.</summary>
    public long Duration { get; init; } = Durations.None;

    /// <summary>Share of operations that write, bypassing ones included, 0 to 1.</summary>
    public double WriteShare { get; init; }

    /// <summary>Share of the writes that bypass the cache, 0 to 1.</summary>
    public double BypassShare { get; init; }

    /// <summary>Whether every key is written to the database before the first request.</summary>
    public bool Preload { get; init; }

    /// <summary>Whether to read every key once, uncounted, before the first request.</summary>
    public bool Warm { get; init; }

    /// <summary>How long nothing happens between the last of the above and the first request, at least 0: longer than the TTL, and every warmed copy has expired.</summary>
    public long Rest { get; init; }

    /// <summary>How many users send the requests, at least 1; each request is one's, drawn uniformly.</summary>
    public int Users { get; init; } = 1_000;

    /// <summary>Characters in a written value, 1 to 1,000,000.</summary>
    public int ValueSize { get; init; } = 16;

    /// <summary>The seed.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Which share of the load this is, from 0. The first one preloads and warms for all.</summary>
    public int Share { get; init; }

    /// <summary>How many shares the load has, at least 1. Those of several begin when they are told, together.</summary>
    public int Shares { get; init; } = 1;

    /// <summary>A trace's requests, in order; null for a synthetic load.</summary>
    public IReadOnlyList<TraceRequest>? Trace { get; init; }

    /// <summary>Whether to keep every request's outcome, in the order in which they began.</summary>
    public bool KeepOutcomes { get; init; }

    /// <summary>Shares the load out: in sum it has the same rate or concurrency, as many requests, and each of a trace's requests once.</summary>
    /// <param name="coordinators">Among how many, at least 1.</param>
    /// <returns>A share for each, or fewer where there are fewer requests, or fewer at a time.</returns>
    public IReadOnlyList<WorkloadSpec> Split(int coordinators)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(coordinators, 1);
        var shares = Rate > 0 ? coordinators : Math.Min(coordinators, Concurrency);
        if (Requests > 0) shares = (int)Math.Min(shares, Requests);
        return [.. Enumerable.Range(0, shares).Select(share => this with
        {
            Share = share,
            Shares = shares,
            Rate = Rate / shares,
            Concurrency = Rate > 0 ? Concurrency : (int)Part(Concurrency, share, shares),
            Requests = Part(Requests, share, shares),
        })];
    }

    private static long Part(long whole, int share, int shares) => (whole / shares) + (share < whole % shares ? 1 : 0);
}
