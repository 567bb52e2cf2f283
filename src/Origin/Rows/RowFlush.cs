using AkkaCacheSim.Core.Messages;

namespace AkkaCacheSim.Origin.Rows;

/// <summary>Writes the rows of a flush, in the transaction of the connection that its statements are prepared on.</summary>
internal sealed class RowFlush
{
    private readonly RowStatements _rows;
    private readonly Func<long> _clock;

    public RowFlush(RowStatements rows, Func<long> clock)
    {
        _rows = rows;
        _clock = clock;
    }

    /// <summary>Writes a batch.</summary>
    /// <param name="batch">The batch.</param>
    /// <returns>What became of its rows.</returns>
    public FlushReport Run(FlushBatch batch)
    {
        var wall = WallClockAhead();
        var rows = new FlushedRow[batch.Rows.Count];
        for (var i = 0; i < rows.Length; i++) rows[i] = One(batch.Stamped, batch.Rows[i], wall);
        return new FlushReport(rows);
    }

    private FlushedRow One(bool stamped, in FlushRow row, long wall)
    {
        var old = _rows.State(row.Key);
        var stamp = stamped ? row.Stamp : old.Stamp;
        if (stamped && old.Stamp >= row.Stamp) return Left(row, old);
        if (row.Value is null && !old.Live)
        {
            // Nothing to delete; but an older write of the key that is still on its way must not come after this delete.
            if (stamped) _rows.Mark(row.Key, stamp, flushing: false);
            return Left(row, old);
        }

        _rows.Mark(row.Key, stamp, flushing: true);
        if (row.Value is null) _rows.Delete(row.Key, row.WriteId);
        else _rows.Write(row.Key, row.Value, row.WriteId);
        var conflict = old.ChangedAt > (row.Since + wall) / 1_000_000;
        return new FlushedRow(row.Key, row.Stamp, _rows.State(row.Key).Version, Applied: true, conflict);
    }

    private static FlushedRow Left(in FlushRow row, in RowState old) => new(row.Key, row.Stamp, old.Version, Applied: false, Conflict: false);

    // How far the wall clock, ns since 1970, is ahead of the monotonic one. Never too little, so that a change from before the key was dirty
    // is not taken for a conflict; one in the millisecond in which it became dirty isn't either.
    private long WallClockAhead()
    {
        var monotonic = _clock();
        return ((DateTime.UtcNow - DateTime.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick) - monotonic;
    }
}
