namespace AkkaCacheSim.Core.Workloads;

/// <summary>A request under way at a client.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Counted">Whether it goes into the report.</param>
/// <param name="Intended">When it was meant to begin, ns.</param>
/// <param name="Place">Its place among the kept outcomes, or -1.</param>
internal readonly record struct PendingRequest(OperationKind Kind, bool Counted, long Intended, int Place);
