using AkkaCacheSim.Core.Messages;

namespace AkkaCacheSim.Cluster.Wire;

/// <summary>The wire format of what a letter carries beside one key: a byte that says which batch it is, then the batch.</summary>
internal static class BatchFormat
{
    private const byte Changes = 1;
    private const byte Flush = 2;
    private const byte Report = 3;

    // What a row of each takes at least, a byte a field.
    private const int LeastChange = 4;
    private const int LeastFlushRow = 5;
    private const int LeastFlushedRow = 4;

    public static void Write(WireWriter wire, IBatch batch)
    {
        switch (batch)
        {
            case ChangeBatch m: wire.Byte(Changes); Write(wire, m); break;
            case FlushBatch m: wire.Byte(Flush); Write(wire, m); break;
            case FlushReport m: wire.Byte(Report); Write(wire, m); break;
            default: throw new WireFormatException($"{batch.GetType().Name} does not travel");
        }
    }

    public static IBatch Read(WireReader wire) => wire.Byte() switch
    {
        Changes => ReadChanges(wire),
        Flush => ReadFlush(wire),
        Report => ReadReport(wire),
        var other => throw new WireFormatException($"{other}: a batch of no known kind"),
    };

    private static void Write(WireWriter wire, ChangeBatch batch)
    {
        wire.Long(batch.Partition);
        wire.String(batch.LogId);
        wire.Long(batch.First);
        wire.Long(batch.Last);
        wire.Long(batch.Changes.Count);
        foreach (var change in batch.Changes)
        {
            wire.String(change.Key);
            wire.Long(change.Version);
            wire.Long(change.Stamp);
            wire.Long(change.WriteId);
        }
    }

    private static ChangeBatch ReadChanges(WireReader wire)
    {
        var partition = wire.Int();
        var logId = wire.Text();
        var first = wire.Long();
        var last = wire.Long();
        var changes = new Change[wire.Count(LeastChange)];
        for (var i = 0; i < changes.Length; i++) changes[i] = new Change(wire.String(), wire.Long()) { Stamp = wire.Long(), WriteId = wire.Long() };
        return new ChangeBatch(partition, logId, first, last, changes);
    }

    private static void Write(WireWriter wire, FlushBatch batch)
    {
        wire.Bool(batch.Stamped);
        wire.Long(batch.Rows.Count);
        foreach (var row in batch.Rows)
        {
            wire.String(row.Key);
            wire.String(row.Value);
            wire.Long(row.Stamp);
            wire.Long(row.WriteId);
            wire.Long(row.Since);
        }
    }

    private static FlushBatch ReadFlush(WireReader wire)
    {
        var stamped = wire.Bool();
        var rows = new FlushRow[wire.Count(LeastFlushRow)];
        for (var i = 0; i < rows.Length; i++) rows[i] = new FlushRow(wire.Text(), wire.String(), wire.Long(), wire.Long(), wire.Long());
        return new FlushBatch(stamped, rows);
    }

    private static void Write(WireWriter wire, FlushReport report)
    {
        wire.Long(report.Rows.Count);
        foreach (var row in report.Rows)
        {
            wire.String(row.Key);
            wire.Long(row.Stamp);
            wire.Long(row.Version);
            wire.Byte((byte)((row.Applied ? 2 : 0) | (row.Conflict ? 1 : 0)));
        }
    }

    private static FlushReport ReadReport(WireReader wire)
    {
        var rows = new FlushedRow[wire.Count(LeastFlushedRow)];
        for (var i = 0; i < rows.Length; i++)
        {
            var (key, stamp, version, bits) = (wire.Text(), wire.Long(), wire.Long(), wire.Byte());
            rows[i] = new FlushedRow(key, stamp, version, (bits & 2) != 0, (bits & 1) != 0);
        }

        return new FlushReport(rows);
    }
}
