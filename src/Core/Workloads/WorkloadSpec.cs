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

    /// <summary>Characters in a written value, 1 to 1,000,000.</summary>
    public int ValueSize { get; init; } = 16;

    /// <summary>The seed.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Which share of the load this is: the coordinator's number.</summary>
    public int Share { get; init; }

    /// <summary>A trace's requests, in order; null for a synthetic load.</summary>
    public IReadOnlyList<TraceRequest>? Trace { get; init; }

    /// <summary>Whether to keep every request's outcome, in the order in which they began.</summary>
    public bool KeepOutcomes { get; init; }
}
