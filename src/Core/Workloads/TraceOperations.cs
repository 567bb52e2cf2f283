namespace AkkaCacheSim.Core.Workloads;

/// <summary>Reads of the keys of a trace, in its order.</summary>
public sealed class TraceOperations : IOperations
{
    private readonly IReadOnlyList<string> _trace;
    private int _next;

    /// <summary>Starts at the trace's beginning.</summary>
    /// <param name="trace">A key a request.</param>
    public TraceOperations(IReadOnlyList<string> trace)
    {
        ArgumentNullException.ThrowIfNull(trace);
        _trace = trace;
        Keys = [.. trace.Distinct(StringComparer.Ordinal)];
    }

    /// <inheritdoc />
    public IReadOnlyList<string> Keys { get; }

    /// <inheritdoc />
    public bool TryNext(out Operation operation)
    {
        var more = _next < _trace.Count;
        operation = more ? new Operation(OperationKind.Read, _trace[_next++]) : default;
        return more;
    }
}
