using AkkaCacheSim.Cluster.Messages;
using AkkaCacheSim.Core.Origin;

namespace AkkaCacheSim.Origin.Rows;

/// <summary>A database with what the origin's process asks beside statements.</summary>
public interface IRowStore : IDatabase, IDisposable
{
    /// <summary>How many rows there are. Does not wait for long; for any thread.</summary>
    /// <returns>The number of rows, deleted ones not counted; what was counted last where counting takes time.</returns>
    long Rows();

    /// <summary>Every key that ever existed with its version. Blocks; for any thread.</summary>
    /// <returns>Keys in byte order, deleted ones included.</returns>
    IReadOnlyList<(string Key, long Version)> Versions();

    /// <summary>Where some keys stand, asked in one statement. Blocks; for any thread.</summary>
    /// <param name="keys">The keys.</param>
    /// <returns>Those that ever existed, in no order.</returns>
    IReadOnlyList<KeyRevision> Revisions(IReadOnlyList<string> keys);
}
