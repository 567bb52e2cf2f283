namespace AkkaCacheSim.Core.Workloads;

/// <summary>One operation of a workload.</summary>
/// <param name="Kind">What to do.</param>
/// <param name="Key">The key.</param>
public readonly record struct Operation(OperationKind Kind, string Key);
