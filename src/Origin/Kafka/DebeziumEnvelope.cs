using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using AkkaCacheSim.Core.Feeds;

namespace AkkaCacheSim.Origin.Kafka;

/// <summary>Writes feed events in the shape of Debezium's PostgreSQL connector, schemas off.</summary>
/// <remarks>
/// Two differences. The connector's name is ours, so that a reader knows that <c>version</c>, <c>stamp</c> and
/// <c>write_id</c> in <c>before</c> of a delete are those of the delete itself (PostgreSQL's full replica identity has
/// those of the row that went), and that <c>write_id</c> is always this change's own. And deletes are followed by no
/// tombstone: each event has its number in the partition.
/// </remarks>
public static class DebeziumEnvelope
{
    /// <summary>The source's connector, in events that this program writes.</summary>
    public const string Connector = "akkacachesim";

    /// <summary>Header with the log id, UTF-8.</summary>
    public const string LogIdHeader = "log-id";

    /// <summary>Header with the number in the partition, decimal text.</summary>
    public const string SequenceHeader = "sequence";

    /// <summary>What stands for a value that is not in the log, in Debezium's words: too large, or stored apart and not changed.</summary>
    public const string UnavailableValue = "__debezium_unavailable_value";

    /// <summary>Characters of the longest value that is published; invalidators do not look at values, and brokers refuse large records.</summary>
    public const int LongestValue = 65_536;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>The record's key: <c>{"key":"a"}</c>; null for a marker.</summary>
    /// <param name="e">The event.</param>
    /// <returns>JSON in UTF-8.</returns>
    public static byte[]? Key(FeedEvent e)
    {
        ArgumentNullException.ThrowIfNull(e);
        if (e.Change is not { } change) return null;
        return Write(json => json.WriteString("key", change.Key));
    }

    /// <summary>The record's value: the envelope.</summary>
    /// <param name="e">The event.</param>
    /// <param name="now">Wall clock, ns since 1970.</param>
    /// <returns>JSON in UTF-8.</returns>
    public static byte[] Value(FeedEvent e, long now)
    {
        ArgumentNullException.ThrowIfNull(e);
        return Write(json =>
        {
            if (e.Change is { } change) WriteChange(json, change);
            WriteSource(json, e, now);
            if (e.Change is null) WriteMarker(json, e.LogId);
            json.WriteNull("transaction");
            json.WriteString("op", Op(e.Change?.Op));
            WriteTimes(json, now);
        });
    }

    /// <summary>The log id header's value.</summary>
    /// <param name="e">The event.</param>
    /// <returns>UTF-8 text.</returns>
    public static byte[] LogId(FeedEvent e)
    {
        ArgumentNullException.ThrowIfNull(e);
        return Encoding.UTF8.GetBytes(e.LogId);
    }

    /// <summary>The sequence header's value.</summary>
    /// <param name="e">The event.</param>
    /// <returns>Decimal text.</returns>
    public static byte[] Sequence(FeedEvent e)
    {
        ArgumentNullException.ThrowIfNull(e);
        return Encoding.ASCII.GetBytes(e.Sequence.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>About how many bytes an event is in the log, rather too many.</summary>
    /// <param name="e">The event.</param>
    /// <returns>Bytes.</returns>
    public static int Size(FeedEvent e)
    {
        ArgumentNullException.ThrowIfNull(e);
        const int Rest = 700;
        var value = e.Change?.Value is { Length: <= LongestValue } text ? Encoding.UTF8.GetByteCount(text) : 0;
        return Rest + value + (e.Change is { } change ? 2 * Encoding.UTF8.GetByteCount(change.Key) : 0);
    }

    private static string Op(ChangeOp? op) => op switch
    {
        ChangeOp.Create => "c",
        ChangeOp.Update => "u",
        ChangeOp.Delete => "d",
        // Debezium's letter for a message that is no row.
        _ => "m",
    };

    private static void WriteChange(Utf8JsonWriter json, in LoggedChange change)
    {
        var deleted = change.Op == ChangeOp.Delete;
        if (!deleted) json.WriteNull("before");
        json.WriteStartObject(deleted ? "before" : "after");
        json.WriteString("key", change.Key);
        if (!deleted) json.WriteString("value", change.Value is { Length: > LongestValue } ? UnavailableValue : change.Value);
        json.WriteNumber("version", change.Version);
        json.WriteNumber("stamp", change.Stamp);
        if (change.WriteId == 0) json.WriteNull("write_id");
        else json.WriteNumber("write_id", change.WriteId);
        json.WriteEndObject();
        if (deleted) json.WriteNull("after");
    }

    private static void WriteSource(Utf8JsonWriter json, FeedEvent e, long now)
    {
        var lsn = e.Change?.Sequence ?? 0;
        json.WriteStartObject("source");
        json.WriteString("version", "1");
        json.WriteString("connector", Connector);
        json.WriteString("name", LogNames.Prefix);
        WriteTimes(json, now);
        json.WriteString("snapshot", "false");
        json.WriteString("db", "origin");
        json.WriteString("sequence", $"[\"{lsn}\",\"{lsn}\"]");
        json.WriteString("schema", "public");
        json.WriteString("table", "entries");
        json.WriteNumber("txId", lsn);
        json.WriteNumber("lsn", lsn);
        json.WriteNull("xmin");
        json.WriteEndObject();
    }

    private static void WriteMarker(Utf8JsonWriter json, string logId)
    {
        json.WriteStartObject("message");
        json.WriteString("prefix", "log-begins");
        json.WriteBase64String("content", Encoding.UTF8.GetBytes(logId));
        json.WriteEndObject();
    }

    private static void WriteTimes(Utf8JsonWriter json, long now)
    {
        json.WriteNumber("ts_ms", now / 1_000_000);
        json.WriteNumber("ts_us", now / 1_000);
        json.WriteNumber("ts_ns", now);
    }

    private static byte[] Write(Action<Utf8JsonWriter> body)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            body(json);
            json.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }
}
