using AkkaCacheSim.Core.Settings;

namespace AkkaCacheSim.Core.Workloads;

/// <summary>One request of a trace. What a format doesn't tell has the value given here.</summary>
/// <param name="Key">The key.</param>
public readonly record struct TraceRequest(string Key)
{
    /// <summary>What is asked: a read, a write or a delete.</summary>
    public OperationKind Kind { get; init; } = OperationKind.Read;

    /// <summary>When, ns in the trace's own time.</summary>
    public long Time { get; init; }

    /// <summary>The size of key and value together, bytes; 0 where the trace doesn't tell.</summary>
    public long Size { get; init; }

    /// <summary>How long the entry lives from then on, ns; <see cref="Durations.None"/> for ever.</summary>
    public long Ttl { get; init; } = Durations.None;
}
