namespace AkkaCacheSim.Core.Workloads;

/// <summary>Where a workload's operations come from.</summary>
public interface IOperations
{
    /// <summary>For the preload: a bypassing write of every key that may occur.</summary>
    IReadOnlyList<Operation> Rows { get; }

    /// <summary>The next operation.</summary>
    /// <param name="operation">The operation.</param>
    /// <returns>False when there are no more.</returns>
    bool TryNext(out Operation operation);
}
