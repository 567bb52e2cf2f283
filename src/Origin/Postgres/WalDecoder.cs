using System.Globalization;
using AkkaCacheSim.Core.Feeds;
using AkkaCacheSim.Origin.Kafka;
using Npgsql.Replication.PgOutput;
using Npgsql.Replication.PgOutput.Messages;

namespace AkkaCacheSim.Origin.Postgres;

/// <summary>Makes changes of the messages of a replication stream.</summary>
/// <remarks>
/// Every change of a key, whatever statement made it, is a new state of its line in <c>akkacachesim_versions</c>. Where the row lives on, the update of the
/// row itself, with the value, comes right behind it. So this looks one message ahead and needs no memory of a transaction, however large it is.
/// </remarks>
internal sealed class WalDecoder
{
    private readonly PostgresLog _log;
    private readonly ClockMap _clocks;
    private readonly Func<long> _clock;
    private LoggedChange? _line;
    private long _from, _at, _skip;

    /// <param name="log">What takes the changes.</param>
    /// <param name="clocks">The server's clock.</param>
    /// <param name="clock">Monotonic time, ns.</param>
    public WalDecoder(PostgresLog log, ClockMap clocks, Func<long> clock)
    {
        _log = log;
        _clocks = clocks;
        _clock = clock;

        // The connection broke in the middle of a transaction: the server sends all of it again.
        _skip = log.Partial;
    }

    /// <summary>Takes the next message.</summary>
    /// <returns>False when the log says nothing of the rows any more: our own table was truncated.</returns>
    public async ValueTask<bool> TakeAsync(PgOutputReplicationMessage message)
    {
        switch (message)
        {
            case BeginMessage begin:
                _at = _clock();
                _from = _clocks.NotBefore(begin.TransactionCommitTimestamp, _at);
                break;
            case InsertMessage insert when IsVersions(insert.Relation):
                await TakeLineAsync(insert.NewRow);
                break;
            case UpdateMessage update:
                await TakeUpdateAsync(update);
                break;
            case TruncateMessage truncate when truncate.Relations.Any(IsVersions):
                return false;
            case CommitMessage commit:
                PutLine();
                _skip = 0;
                _log.Ended(commit.TransactionEndLsn);
                break;
            default:
                // Rows inserted and deleted: their lines in akkacachesim_versions say it. The beat: its commit is all that it is for.
                break;
        }

        return true;
    }

    private async ValueTask TakeUpdateAsync(UpdateMessage update)
    {
        // What was there before comes first, where the key has changed or somebody wants whole rows in the log.
        var old = update switch { FullUpdateMessage full => full.OldRow, IndexUpdateMessage index => index.Key, _ => null };
        if (old is not null) await foreach (var _ in old) { }
        if (IsVersions(update.Relation)) await TakeLineAsync(update.NewRow);
        else if (update.Relation.RelationName == "entries") await TakeRowAsync(update.NewRow);
    }

    private async ValueTask TakeLineAsync(ReplicationTuple tuple)
    {
        PutLine();
        var (key, op, live, version, stamp, writeId) = (string.Empty, "-", false, 0L, 0L, 0L);
        await foreach (var value in tuple)
        {
            switch (value.GetFieldName())
            {
                case "key": key = await value.Get<string>(); break;
                case "op": op = await value.Get<string>(); break;
                case "live": live = await value.Get<string>() == "t"; break;
                case "version": version = Number(await value.Get<string>()); break;
                case "stamp": stamp = Number(await value.Get<string>()); break;
                case "write_id" when !value.IsDBNull: writeId = Number(await value.Get<string>()); break;
                default: break;
            }
        }

        // Only its stamp was raised.
        if (op == "-") return;
        var what = !live ? ChangeOp.Delete : op == "c" ? ChangeOp.Create : ChangeOp.Update;
        _line = new LoggedChange(0, what, key, live ? DebeziumEnvelope.UnavailableValue : null, version, writeId, _from, _at) { Stamp = stamp };
        if (!live) PutLine();
    }

    private async ValueTask TakeRowAsync(ReplicationTuple tuple)
    {
        var (key, text) = (string.Empty, (string?)DebeziumEnvelope.UnavailableValue);
        await foreach (var value in tuple)
        {
            switch (value.GetFieldName())
            {
                case "key": key = await value.Get<string>(); break;
                case "value" when !value.IsUnchangedToastedValue: text = value.IsDBNull ? null : await value.Get<string>(); break;
                default: break;
            }
        }

        if (_line is { } line && line.Key == key) _line = line with { Value = text };
        PutLine();
    }

    private void PutLine()
    {
        if (_line is not { } line) return;
        _line = null;
        if (_skip > 0) _skip--;
        else _log.Add(line);
    }

    private static bool IsVersions(RelationMessage relation) => relation.RelationName == "akkacachesim_versions";

    private static long Number(string text) => long.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
}
