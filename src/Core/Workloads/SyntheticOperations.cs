using System.Globalization;
using AkkaCacheSim.Core.Randomness;

namespace AkkaCacheSim.Core.Workloads;

/// <summary>Operations without end on keys drawn uniformly or by Zipf's law.</summary>
public sealed class SyntheticOperations : IOperations
{
    private readonly SeededRandom _random;
    private readonly Zipf? _zipf;
    private readonly string[] _keys;
    private readonly double _writeShare, _bypassShare;

    /// <summary>Prepares the keys.</summary>
    /// <param name="spec">The workload.</param>
    public SyntheticOperations(WorkloadSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        _random = new SeededRandom(spec.Seed, (ulong)spec.Share + 100);
        _zipf = spec.Theta > 0 ? new Zipf(spec.Keys, spec.Theta) : null;
        _keys = [.. Enumerable.Range(0, spec.Keys).Select(i => "k" + i.ToString(CultureInfo.InvariantCulture))];
        _writeShare = spec.WriteShare;
        _bypassShare = spec.BypassShare;
    }

    /// <inheritdoc />
    public IReadOnlyList<Operation> Rows => [.. _keys.Select(key => new Operation(OperationKind.Bypass, key))];

    /// <inheritdoc />
    public bool TryNext(out Operation operation)
    {
        var rank = _zipf is null ? _random.NextBelow(_keys.Length) : _zipf.Next(_random);
        operation = new Operation(NextKind(), _keys[rank]);
        return true;
    }

    private OperationKind NextKind()
    {
        if (_writeShare == 0 || _random.NextDouble() >= _writeShare) return OperationKind.Read;
        return _random.NextDouble() < _bypassShare ? OperationKind.Bypass : OperationKind.Write;
    }
}
