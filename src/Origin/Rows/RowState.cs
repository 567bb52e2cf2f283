namespace AkkaCacheSim.Origin.Rows;

/// <summary>What the database keeps of a key, deleted or not.</summary>
/// <param name="Version">Its version; 0 when it never existed.</param>
/// <param name="Live">Whether there is a row.</param>
/// <param name="Stamp">The last write-back write in it, or the delete that found nothing.</param>
/// <param name="ChangedAt">When somebody other than a dirty queue changed it last, ms since 1970; 0 when nobody has.</param>
internal readonly record struct RowState(long Version, bool Live, long Stamp, long ChangedAt);
