using System.Text;
using AkkaCacheSim.Core.Feeds;
using AkkaCacheSim.Core.Invalidators;
using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Invalidator.Kafka;
using AkkaCacheSim.Origin.Kafka;
using Confluent.Kafka;
using Xunit;

namespace AkkaCacheSim.Origin.Tests.Kafka;

/// <summary>What the reader makes of records: ours, a real connector's, broken ones.</summary>
public sealed class ReaderTests
{
    private const string Key = """{"key":"a"}""";
    private static readonly Change Everything = new(null, Message.NoVersion);

    [Theory]
    [InlineData(ChangeOp.Create, "v", 0, 0)]
    [InlineData(ChangeOp.Update, null, 7, 5)]
    [InlineData(ChangeOp.Update, "v", 0, -5)]
    [InlineData(ChangeOp.Delete, null, 1L << 60, 1L << 61)]
    [InlineData(ChangeOp.Delete, null, 0, 0)]
    public void WhenOurFeedWroteIt_ThenTheChangeComesBack(ChangeOp op, string? value, long stamp, long writeId)
    {
        var e = new FeedEvent(3, "log-1", 42, new LoggedChange(7, op, "a \"quoted\" ключ", value, 12, writeId, 1, 2) { Stamp = stamp });
        Assert.True(DebeziumReader.TryRead(3, 99, DebeziumEnvelope.Key(e), DebeziumEnvelope.Value(e, 1), Headers(e), out var record, out var reason), reason);
        Assert.Equal(new LogRecord(3, 99, "log-1", 42, new Change("a \"quoted\" ключ", 12) { Stamp = stamp, WriteId = writeId }), record);
    }

    [Fact]
    public void WhenOurFeedWroteAMarker_ThenThereIsNoChange()
    {
        var e = new FeedEvent(0, "log-1", 1, null);
        Assert.Null(DebeziumEnvelope.Key(e));
        Assert.True(DebeziumReader.TryRead(0, 0, null, DebeziumEnvelope.Value(e, 1), Headers(e), out var record, out _));
        Assert.Equal(new LogRecord(0, 0, "log-1", 1, null), record);
    }

    [Fact]
    public void WhenTheEnvelopeIsWritten_ThenItHasDebeziumsShape()
    {
        var create = new FeedEvent(0, "log", 1, new LoggedChange(9, ChangeOp.Create, "a", "v1", 1, 0, 0, 0));
        var delete = new FeedEvent(0, "log", 2, new LoggedChange(10, ChangeOp.Delete, "a", null, 2, -4, 0, 0) { Stamp = 3 });
        Assert.Equal(Key, Encoding.UTF8.GetString(DebeziumEnvelope.Key(create)!));
        Assert.Equal("""{"before":null,"after":{"key":"a","value":"v1","version":1,"stamp":0,"write_id":null},"source":{"version":"1","connector":"akkacachesim","name":"akkacachesim","ts_ms":5,"ts_us":5000,"ts_ns":5000001,"snapshot":"false","db":"origin","sequence":"[\"9\",\"9\"]","schema":"public","table":"entries","txId":9,"lsn":9,"xmin":null},"transaction":null,"op":"c","ts_ms":5,"ts_us":5000,"ts_ns":5000001}""",
            Encoding.UTF8.GetString(DebeziumEnvelope.Value(create, 5_000_001)));
        Assert.StartsWith("""{"before":{"key":"a","version":2,"stamp":3,"write_id":-4},"after":null,""", Encoding.UTF8.GetString(DebeziumEnvelope.Value(delete, 1)));
    }

    [Theory]
    [InlineData("c", "7", 7)]
    [InlineData("u", "0", 0)]
    [InlineData("r", "7", 7)]
    [InlineData("u", "null", 0)]
    public void WhenARealConnectorWroteARow_ThenItsVersionAndStampCount(string op, string stamp, long expected)
    {
        var payload = $$$"""{"before":null,"after":{"key":"a","value":"v","version":5,"stamp":{{{stamp}}}},"source":{"connector":"postgresql","snapshot":"true"},"op":"{{{op}}}"}""";
        foreach (var (key, value) in Shapes(Key, payload))
            Assert.Equal(new LogRecord(1, 8, "", 9, new Change("a", 5) { Stamp = expected }), Read(key, value));
    }

    // Against a copy of a write-back write, version 5 with an unknown stamp could be older or newer.
    [Theory]
    [InlineData("c")]
    [InlineData("u")]
    [InlineData("r")]
    public void WhenARealConnectorsRowHasNoStamp_ThenWhateverIsThereIsDropped(string op)
    {
        var payload = $$$"""{"before":null,"after":{"key":"a","value":"v","version":5,"write_id":3},"source":{"connector":"postgresql","snapshot":"true"},"op":"{{{op}}}"}""";
        foreach (var (key, value) in Shapes(Key, payload))
            Assert.Equal(new LogRecord(1, 8, "", 9, new Change("a", Message.NoVersion)), Read(key, value));
    }

    // The row of a writer that gave no id still has the one of an earlier write: a copy of that write must not pass for this change.
    [Theory]
    [InlineData("c", "null", 3)]
    [InlineData("u", """{"key":"a","write_id":2}""", 3)]
    [InlineData("u", """{"key":"a","write_id":null}""", 3)]
    [InlineData("u", """{"key":"a","write_id":3}""", 0)]
    [InlineData("u", """{"key":"a"}""", 0)]
    [InlineData("u", "null", 0)]
    [InlineData("r", "null", 0)]
    public void WhenARealConnectorWroteARow_ThenItsWriteIdCountsOnlyWhereItIsTheChangesOwn(string op, string before, long expected)
    {
        var payload = $$$"""{"before":{{{before}}},"after":{"key":"a","version":5,"stamp":7,"write_id":3},"source":{"connector":"postgresql","snapshot":"true"},"op":"{{{op}}}"}""";
        Assert.Equal(new Change("a", 5) { Stamp = 7, WriteId = expected }, Read(Key, payload).Change);
    }

    [Theory]
    [InlineData("""{"key":"a","value":"v","version":4}""")]
    [InlineData("""{"key":"a","value":null,"version":null}""")]
    [InlineData("""{"key":"a"}""")]
    public void WhenARealConnectorWroteADelete_ThenAnyVersionIsDropped(string before)
    {
        // With full replica identity the version is the one of the row that went: a copy of that row would survive it.
        var payload = $$$"""{"before":{{{before}}},"after":null,"source":{"connector":"postgresql","snapshot":"false"},"op":"d"}""";
        foreach (var (key, value) in Shapes(Key, payload))
            Assert.Equal(new LogRecord(1, 8, "", 9, new Change("a", Message.NoVersion)), Read(key, value));
    }

    [Theory]
    [InlineData("first", true)]
    [InlineData("first_in_data_collection", true)]
    [InlineData("last", true)]
    [InlineData("true", false)]
    [InlineData("incremental", false)]
    public void WhenASnapshotBeginsOrEnds_ThenEverythingIsDropped(string snapshot, bool everything)
    {
        var payload = $$$"""{"after":{"key":"a","version":5,"stamp":0},"source":{"snapshot":"{{{snapshot}}}"},"op":"r"}""";
        Assert.Equal(everything ? Everything : new Change("a", 5), Read(Key, payload).Change);
    }

    [Fact]
    public void WhenItIsATombstoneATruncateOrAMessage_ThenNoKeyIsNamed()
    {
        Assert.Null(Read(Key, null).Change);
        Assert.Equal(Everything, Read(null, """{"before":null,"after":null,"op":"t"}""").Change);
        Assert.Null(Read(null, """{"op":"m","message":{"prefix":"p","content":""}}""").Change);
    }

    [Fact]
    public void WhenTheKeyIsMissing_ThenTheRowNamesIt() =>
        Assert.Equal(new Change("b", 3), Read(null, """{"after":{"key":"b","version":3,"stamp":0},"op":"u"}""").Change);

    [Theory]
    [InlineData("""{"after":{"key":"a"},"op":"u"}""")]
    [InlineData("""{"after":{"key":"a","version":null},"op":"u"}""")]
    [InlineData("""{"after":{"key":"a","version":0,"stamp":7,"write_id":3},"op":"u"}""")]
    [InlineData("""{"after":{"key":"a","version":0,"stamp":7},"source":{"connector":"akkacachesim"},"op":"u"}""")]
    public void WhenNoVersionIsGiven_ThenAnyIsDropped(string value) =>
        Assert.Equal(new Change("a", Message.NoVersion), Read(Key, value).Change);

    [Theory]
    [InlineData("{}", "{not json")]
    [InlineData("{}", "")]
    [InlineData("{}", "[1,2]")]
    [InlineData("{}", "7")]
    [InlineData("{}", "{}")]
    [InlineData("{}", """{"op":7}""")]
    [InlineData("{}", """{"op":"x"}""")]
    [InlineData("{}", """{"op":"c","after":{"version":1}}""")]
    [InlineData("{}", """{"op":"c","after":7}""")]
    [InlineData("""{"key":7}""", """{"op":"c","after":{"version":1}}""")]
    [InlineData("""{"key":"\ud800"}""", """{"op":"c","after":{"version":1}}""")]
    [InlineData("nonsense", """{"op":"c","after":{"key":"a","version":1}}""")]
    [InlineData(Key, """{"op":"c","after":{"key":"a","version":"one"}}""")]
    [InlineData(Key, """{"op":"c","after":{"key":"a","version":1.5}}""")]
    [InlineData(Key, """{"op":"c","after":{"key":"a","version":1,"stamp":"one"}}""")]
    [InlineData(Key, """{"op":"c","after":{"key":"a","version":1,"stamp":1,"write_id":true}}""")]
    public void WhenItIsMalformed_ThenAReasonIsGivenAndTheRecordDropsEverything(string key, string value)
    {
        Assert.False(DebeziumReader.TryRead(2, 3, Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(value), null, out var record, out var reason));
        Assert.False(string.IsNullOrWhiteSpace(reason));
        Assert.DoesNotContain('\n', reason);
        Assert.Equal(new LogRecord(2, 3, "", 4, Everything), record);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("12x")]
    [InlineData("99999999999999999999")]
    public void WhenTheSequenceHeaderIsNoNumber_ThenTheRecordIsMalformed(string sequence)
    {
        var headers = new Headers { { "log-id", "log"u8.ToArray() }, { "sequence", Encoding.UTF8.GetBytes(sequence) } };
        Assert.False(DebeziumReader.TryRead(0, 3, null, null, headers, out var record, out _));
        Assert.Equal(new LogRecord(0, 3, "log", 4, Everything), record);
    }

    [Fact]
    public void WhenBytesAreRandom_ThenItNeverThrows()
    {
        var random = new Random(1);
        var valid = """{"before":null,"after":{"key":"a","version":5},"source":{"snapshot":"true"},"op":"c"}"""u8.ToArray();
        for (var i = 0; i < 20_000; i++)
        {
            var bytes = (byte[])valid.Clone();
            for (var flips = random.Next(1, 4); flips > 0; flips--) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            DebeziumReader.TryRead(0, 0, bytes, bytes, null, out _, out _);
        }
    }

    private static LogRecord Read(string? key, string? value)
    {
        Assert.True(DebeziumReader.TryRead(1, 8, key is null ? null : Encoding.UTF8.GetBytes(key), value is null ? null : Encoding.UTF8.GetBytes(value), null, out var record, out var reason), reason);
        return record;
    }

    private static IEnumerable<(string Key, string Value)> Shapes(string key, string payload) =>
    [
        (key, payload),
        ($$$"""{"schema":{"type":"struct"},"payload":{{{key}}}}""", $$$"""{"schema":{"type":"struct"},"payload":{{{payload}}}}"""),
    ];

    private static Headers Headers(FeedEvent e) => new()
    {
        { DebeziumEnvelope.LogIdHeader, DebeziumEnvelope.LogId(e) },
        { DebeziumEnvelope.SequenceHeader, DebeziumEnvelope.Sequence(e) },
    };
}
