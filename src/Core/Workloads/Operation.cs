namespace AkkaCacheSim.Core.Workloads;

/// <summary>One operation of a workload.</summary>
/// <param name="Kind">What to do.</param>
/// <param name="Key">The key.</param>
/// <param name="ValueSize">Characters in the value that it writes; 0 for as many as the workload says.</param>
public readonly record struct Operation(OperationKind Kind, string Key, int ValueSize = 0);
