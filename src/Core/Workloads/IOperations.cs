namespace AkkaCacheSim.Core.Workloads;

/// <summary>Where a workload's operations come from.</summary>
public interface IOperations
{
    /// <summary>Every key that may occur, for the preload.</summary>
    IReadOnlyList<string> Keys { get; }

    /// <summary>The next operation.</summary>
    /// <param name="operation">The operation.</param>
    /// <returns>False when there are no more.</returns>
    bool TryNext(out Operation operation);
}
