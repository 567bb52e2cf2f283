namespace AkkaCacheSim.Bench.Stores;

/// <summary>A cache under the same requests as the others. Each has its own loop, so that no call through an interface is measured.</summary>
internal interface IContender
{
    string Name { get; }

    /// <summary>Gets each key, and on a miss puts it.</summary>
    /// <returns>How many were hits.</returns>
    long Run(ReadOnlySpan<string> requests);
}
