namespace AkkaCacheSim.Core.Messages;

/// <summary>What became of a <see cref="FlushRow"/>.</summary>
/// <param name="Key">The key.</param>
/// <param name="Stamp">The stamp it came with.</param>
/// <param name="Version">The key's version now; 0 when a delete found nothing.</param>
/// <param name="Applied">Whether the row was changed; not when its stamp was not lower, or a delete found nothing (whose stamp is kept all the same).</param>
/// <param name="Conflict">Whether somebody else had changed the row while the key was dirty; the flush has won.</param>
public readonly record struct FlushedRow(string Key, long Stamp, long Version, bool Applied, bool Conflict);
