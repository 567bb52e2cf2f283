using System.Globalization;
using System.Text;
using System.Text.Json;
using AkkaCacheSim.Core.Invalidators;
using AkkaCacheSim.Core.Messages;
using Confluent.Kafka;

namespace AkkaCacheSim.Invalidator.Kafka;

/// <summary>Reads consumed messages: Debezium's envelope with schemas on or off, ours or a real connector's.</summary>
/// <remarks>
/// Where a row leaves something open, the reader takes what drops more: a copy too few costs a read, a copy too many
/// stays stale. A row of a real connector without a <c>stamp</c> field (a table that has no such column, or a connector
/// that leaves it out) says nothing of where it stands against write-back writes, so it drops whatever is there, as if
/// it had no version. A <c>stamp</c> that is null is that of a row that no write-back has written: 0. A <c>write_id</c>
/// makes a copy of an uncommitted write a committed one, so it counts only where it is this change's own: in our events,
/// in a create, and in an update whose <c>before</c> has another one. A writer that never heard of the cache leaves
/// the id of an earlier write in the row.
/// </remarks>
public static class DebeziumReader
{
    private static readonly Change Everything = new(null, Message.NoVersion);

    /// <summary>Reads one message. Never throws.</summary>
    /// <param name="partition">Its partition.</param>
    /// <param name="offset">Its offset.</param>
    /// <param name="key">Its key.</param>
    /// <param name="value">Its value; null for a tombstone.</param>
    /// <param name="headers">Its headers.</param>
    /// <param name="record">The record; of a message that can't be read, one that clears everything, which is always safe.</param>
    /// <param name="reason">Why it can't be read, one line.</param>
    /// <returns>Whether it could be read.</returns>
    public static bool TryRead(int partition, long offset, byte[]? key, byte[]? value, Headers? headers, out LogRecord record, out string? reason)
    {
        // Events without headers (a real connector's) are numbered by their offsets.
        var logId = Text(headers, DebeziumFormat.LogIdHeader) ?? "";
        var sequence = offset + 1;
        Change? change = Everything;
        reason = null;
        if (Text(headers, DebeziumFormat.SequenceHeader) is { } text
            && !long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out sequence))
        {
            sequence = offset + 1;
            reason = "the sequence header is no number";
        }
        else if (!TryChange(key, value, out change, out reason))
        {
            change = Everything;
        }
        record = new LogRecord(partition, offset, logId, sequence, change);
        return reason is null;
    }

    private static bool TryChange(byte[]? key, byte[]? value, out Change? change, out string? reason)
    {
        change = null;
        reason = null;
        // A tombstone is for the log's compaction only; the delete before it said all.
        if (value is null) return true;
        try
        {
            using var document = JsonDocument.Parse(value);
            var envelope = Payload(document.RootElement);
            (change, reason) = Read(envelope, key);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            // InvalidOperationException: a string with half a surrogate pair, or a field of another type than it should be.
            reason = e.Message.ReplaceLineEndings(" ");
        }
        return reason is null;
    }

    private static (Change?, string?) Read(JsonElement envelope, byte[]? key)
    {
        if (Property(envelope, "op") is not { ValueKind: JsonValueKind.String } op) return (null, SaysNothing(envelope) ? null : "it has no op");
        switch (op.GetString())
        {
            case "r" when BoundsSnapshot(envelope):
                return (Everything, null);
            case "c" or "u" or "r":
                return Row(key, Property(envelope, "after"), IsOurs(envelope), OwnId(envelope, op.GetString()));
            case "d" when IsOurs(envelope):
                return Row(key, Property(envelope, "before"), ours: true, ownId: true);
            case "d":
                return Deleted(key, Property(envelope, "before"));
            case "t":
                return (Everything, null);
            case "m":
                return (null, null);
            case var other:
                return (null, $"op {other} is unknown");
        }
    }

    // PostgreSQL's delete has the version of the row that went, which a copy of that row would survive.
    private static (Change?, string?) Deleted(byte[]? key, JsonElement? row) =>
        NameOf(key, row) is { } name ? (new Change(name, Message.NoVersion), null) : (null, "it names no key");

    /// <param name="key">The message's key.</param>
    /// <param name="row">The row whose version and stamp are the change's.</param>
    /// <param name="ours">Whether the embedded feed wrote it.</param>
    /// <param name="ownId">Whether its write id is the change's as well.</param>
    private static (Change?, string?) Row(byte[]? key, JsonElement? row, bool ours, bool ownId)
    {
        if (NameOf(key, row) is not { } name) return (null, "it names no key");
        if (!TryNumber(row, "version", out var version)) return (null, "its version is no integer");
        if (!TryNumber(row, "stamp", out var stamp)) return (null, "its stamp is no integer");
        if (!TryNumber(row, "write_id", out var writeId)) return (null, "its write_id is no integer");
        // A version that the trigger did not give orders nothing, nor does one without its stamp.
        if (version <= 0 || !(ours || Has(row, "stamp"))) return (new Change(name, Message.NoVersion), null);
        return (new Change(name, version) { Stamp = stamp, WriteId = ownId ? writeId : 0 }, null);
    }

    private static bool OwnId(JsonElement envelope, string? op) => IsOurs(envelope) || op == "c"
        || (op == "u" && TryNumber(Property(envelope, "before"), "write_id", out var before) && Has(Property(envelope, "before"), "write_id")
            && TryNumber(Property(envelope, "after"), "write_id", out var after) && before != after);

    /// <summary>An integer; 0 where there is none.</summary>
    private static bool TryNumber(JsonElement? row, string name, out long number)
    {
        number = 0;
        return Property(row, name) is not { } value || (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out number));
    }

    private static string? NameOf(byte[]? key, JsonElement? row) => KeyOf(key) ?? Property(row, "key")?.GetString();

    /// <summary>
    /// A snapshot means that the connector lost its place, so changes may be missing. Its first and last rows say so; the
    /// rows between ("true") and re-reads while streaming ("incremental") are like any others.
    /// </summary>
    private static bool BoundsSnapshot(JsonElement envelope) =>
        Property(Property(envelope, "source"), "snapshot") is not { ValueKind: JsonValueKind.String } snapshot
        || !(snapshot.ValueEquals("true") || snapshot.ValueEquals("incremental"));

    private static string? KeyOf(byte[]? key)
    {
        if (key is null) return null;
        using var document = JsonDocument.Parse(key);
        return Property(Payload(document.RootElement), "key")?.GetString();
    }

    /// <summary>Whether it is a heartbeat or the edge of a transaction, which a connector's routing may have brought into this topic.</summary>
    private static bool SaysNothing(JsonElement envelope) =>
        !Has(envelope, "before") && !Has(envelope, "after") && !Has(envelope, "source")
        && (Has(envelope, "status") ? Property(envelope, "status") is { ValueKind: JsonValueKind.String } && Has(envelope, "id") : Property(envelope, "ts_ms") is { ValueKind: JsonValueKind.Number });

    private static bool IsOurs(JsonElement envelope) =>
        Property(Property(envelope, "source"), "connector") is { ValueKind: JsonValueKind.String } connector
        && connector.ValueEquals(DebeziumFormat.OwnConnector);

    /// <summary>With schemas on, what matters is one level down.</summary>
    private static JsonElement Payload(JsonElement root) =>
        Property(root, "schema") is not null && root.TryGetProperty("payload", out var payload) ? payload : root;

    /// <summary>A property that is there and not null.</summary>
    private static JsonElement? Property(JsonElement? of, string name) =>
        of is { ValueKind: JsonValueKind.Object } element && element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null
            ? value
            : null;

    /// <summary>A property that is there, null or not.</summary>
    private static bool Has(JsonElement? of, string name) => of is { ValueKind: JsonValueKind.Object } element && element.TryGetProperty(name, out _);

    private static string? Text(Headers? headers, string name) =>
        headers is not null && headers.TryGetLastBytes(name, out var bytes) && bytes is not null ? Encoding.UTF8.GetString(bytes) : null;
}
