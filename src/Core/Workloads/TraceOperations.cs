using System.Text;

namespace AkkaCacheSim.Core.Workloads;

/// <summary>The operations of a trace, in its order; its times and TTLs are not used.</summary>
public sealed class TraceOperations : IOperations
{
    // Values are made of characters of one byte each. A value is not empty, and not longer than a workload's may be.
    private const int LongestValue = 1_000_000;

    private readonly IReadOnlyList<TraceRequest> _trace;
    private readonly int _shares;
    private int _next;

    /// <summary>Starts at the trace's beginning.</summary>
    /// <param name="trace">Its requests.</param>
    /// <param name="share">Which share of them, from 0.</param>
    /// <param name="shares">Among how many they are dealt, one by one.</param>
    public TraceOperations(IReadOnlyList<TraceRequest> trace, int share = 0, int shares = 1)
    {
        ArgumentNullException.ThrowIfNull(trace);
        ArgumentOutOfRangeException.ThrowIfNegative(share);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(share, shares);
        _trace = trace;
        _next = share;
        _shares = shares;
        Rows = [.. trace.DistinctBy(request => request.Key, StringComparer.Ordinal).Select(request => new Operation(OperationKind.Bypass, request.Key, ValueSize(request)))];
    }

    /// <inheritdoc />
    public IReadOnlyList<Operation> Rows { get; }

    /// <inheritdoc />
    public bool TryNext(out Operation operation)
    {
        var more = _next < _trace.Count;
        operation = more ? Of(_trace[_next]) : default;
        if (more) _next += _shares;
        return more;
    }

    private static Operation Of(in TraceRequest request) => new(request.Kind, request.Key, ValueSize(request));

    private static int ValueSize(in TraceRequest request) =>
        request.Size == 0 ? 0 : (int)Math.Clamp(request.Size - Encoding.UTF8.GetByteCount(request.Key), 1, LongestValue);
}
