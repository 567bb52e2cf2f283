using System.Text;
using Confluent.Kafka;

namespace AkkaCacheSim.Tests.Support;

/// <summary>Messages in the shapes of Debezium's PostgreSQL connector 3, with schemas on or off, for a table with our columns.</summary>
internal sealed class DebeziumMessages(bool schemas)
{
    private const string RowSchema = """
        {"type":"struct","optional":true,"name":"akkacachesim.public.entries.Value","fields":[{"type":"string","optional":false,"field":"key"},{"type":"string","optional":true,"field":"value"},{"type":"int64","optional":false,"field":"version"},{"type":"int64","optional":false,"field":"stamp"},{"type":"int64","optional":true,"field":"write_id"}],"field":"FIELD"}
        """;

    private static string Times(long ms) => $"\"ts_ms\":{ms},\"ts_us\":{ms}123,\"ts_ns\":{ms}123456";

    public static string Row(string key, long version, string value = "\"v\"", long stamp = 0) =>
        $$"""{"key":"{{key}}","value":{{value}},"version":{{version}},"stamp":{{stamp}},"write_id":null}""";

    public byte[] Key(string key) => Bytes(Wrapped("""{"type":"struct","optional":false,"name":"akkacachesim.public.entries.Key","fields":[{"type":"string","optional":false,"field":"key"}]}""", $$"""{"key":"{{key}}"}"""));

    /// <summary>A change of a row, or a truncate.</summary>
    public byte[] Change(string op, string before, string after, string snapshot = "false", string transaction = "null", string more = "") => Bytes(Wrapped(
        $$"""{"type":"struct","optional":false,"version":2,"name":"akkacachesim.public.entries.Envelope","fields":[{{RowSchema.Trim().Replace("FIELD", "before", StringComparison.Ordinal)}},{{RowSchema.Trim().Replace("FIELD", "after", StringComparison.Ordinal)}},{"type":"struct","optional":false,"name":"io.debezium.connector.postgresql.Source","fields":[{"type":"string","optional":false,"field":"version"}],"field":"source"},{"type":"string","optional":false,"field":"op"}]}""",
        $$"""{"before":{{before}},"after":{{after}},"source":{"version":"3.3.1.Final","connector":"postgresql","name":"akkacachesim",{{Times(1_764_000_000_000)}},"snapshot":"{{snapshot}}","db":"postgres","sequence":"[\"24023119\",\"24023128\"]","schema":"public","table":"entries","txId":555,"lsn":24023128,"xmin":null},"transaction":{{transaction}},"op":"{{op}}",{{Times(1_764_000_000_042)}}{{more}}}"""));

    public byte[] Heartbeat() => Bytes(Wrapped("""{"type":"struct","optional":false,"name":"io.debezium.connector.common.Heartbeat","fields":[{"type":"int64","optional":false,"field":"ts_ms"}]}""", """{"ts_ms":1764000000042}"""));

    public byte[] HeartbeatKey() => Bytes(Wrapped("""{"type":"struct","optional":false,"name":"io.debezium.connector.common.ServerNameKey","fields":[{"type":"string","optional":false,"field":"serverName"}]}""", """{"serverName":"akkacachesim"}"""));

    public byte[] Transaction(string status, string collections) => Bytes(Wrapped("""{"type":"struct","optional":false,"name":"io.debezium.connector.common.TransactionMetadataValue","fields":[{"type":"string","optional":false,"field":"status"}]}""", $$"""{"status":"{{status}}","id":"571:53195829","event_count":2,"data_collections":{{collections}},"ts_ms":1764000000042}"""));

    public byte[] TransactionKey() => Bytes(Wrapped("""{"type":"struct","optional":false,"name":"io.debezium.connector.common.TransactionMetadataKey","fields":[{"type":"string","optional":false,"field":"id"}]}""", """{"id":"571:53195829"}"""));

    /// <summary>What a change of a key comes with: the other key, in the shape of a key.</summary>
    public Headers OtherKey(string header, string key) => new() { { header, Key(key) } };

    private string Wrapped(string schema, string payload) => schemas ? $$"""{"schema":{{schema}},"payload":{{payload}}}""" : payload;

    private static byte[] Bytes(string json) => Encoding.UTF8.GetBytes(json);
}
