using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Invalidator.Kafka;
using AkkaCacheSim.Tests.Support;
using Confluent.Kafka;
using Xunit;

namespace AkkaCacheSim.Origin.Tests.Kafka;

/// <summary>Each kind of message that Debezium publishes, with schemas and without.</summary>
public sealed class DebeziumShapeTests
{
    private static readonly Change Everything = new(null, Message.NoVersion);

    public static TheoryData<bool> Schemas => [true, false];

    private static Change? Read(byte[]? key, byte[]? value, Headers? headers = null)
    {
        Assert.True(DebeziumReader.TryRead(0, 4, key, value, headers, out var record, out var reason), reason);
        Assert.Equal((string.Empty, 5), (record.LogId, record.Sequence));
        return record.Change;
    }

    [Theory]
    [MemberData(nameof(Schemas))]
    public void WhenARowIsWritten_ThenItsKeyAndVersionAreRead(bool schemas)
    {
        var debezium = new DebeziumMessages(schemas);
        foreach (var op in new[] { "c", "u" })
        {
            Assert.Equal(new Change("a", 7) { Stamp = 3 }, Read(debezium.Key("a"), debezium.Change(op, "null", DebeziumMessages.Row("a", 7, stamp: 3))));
        }

        var full = debezium.Change("u", DebeziumMessages.Row("a", 6), DebeziumMessages.Row("a", 7));
        Assert.Equal(new Change("a", 7), Read(debezium.Key("a"), full));
    }

    [Theory]
    [MemberData(nameof(Schemas))]
    public void WhenARowIsDeleted_ThenAnyCopyGoes_AndTheTombstoneSaysNothing(bool schemas)
    {
        var debezium = new DebeziumMessages(schemas);

        // The default replica identity has the key alone; the other columns are null, or their type's zero.
        Assert.Equal(new Change("a", Message.NoVersion), Read(debezium.Key("a"), debezium.Change("d", """{"key":"a","value":null,"version":0,"stamp":0,"write_id":null}""", "null")));
        Assert.Equal(new Change("a", Message.NoVersion), Read(debezium.Key("a"), debezium.Change("d", DebeziumMessages.Row("a", 6), "null")));
        Assert.Null(Read(debezium.Key("a"), null));
    }

    [Theory]
    [MemberData(nameof(Schemas))]
    public void WhenAKeyChanges_ThenBothKeysAreInvalidated(bool schemas)
    {
        var debezium = new DebeziumMessages(schemas);
        Assert.Equal(new Change("old", Message.NoVersion), Read(debezium.Key("old"), debezium.Change("d", DebeziumMessages.Row("old", 6), "null"), debezium.OtherKey("__debezium.newkey", "new")));
        Assert.Null(Read(debezium.Key("old"), null));
        Assert.Equal(new Change("new", 7), Read(debezium.Key("new"), debezium.Change("c", "null", DebeziumMessages.Row("new", 7)), debezium.OtherKey("__debezium.oldkey", "old")));
    }

    [Theory]
    [MemberData(nameof(Schemas))]
    public void WhenTheTableIsTruncated_ThenEverythingGoes(bool schemas) =>
        Assert.Equal(Everything, Read(null, new DebeziumMessages(schemas).Change("t", "null", "null")));

    [Theory]
    [MemberData(nameof(Schemas))]
    public void WhenASnapshotIsTaken_ThenItsEdgesClearAndItsRowsAreRows(bool schemas)
    {
        var debezium = new DebeziumMessages(schemas);
        foreach (var edge in new[] { "first", "first_in_data_collection", "last_in_data_collection", "last" })
        {
            Assert.Equal(Everything, Read(debezium.Key("a"), debezium.Change("r", "null", DebeziumMessages.Row("a", 7), edge)));
        }

        foreach (var row in new[] { "true", "incremental" })
        {
            Assert.Equal(new Change("a", 7), Read(debezium.Key("a"), debezium.Change("r", "null", DebeziumMessages.Row("a", 7), row)));
        }
    }

    [Theory]
    [MemberData(nameof(Schemas))]
    public void WhenAValueIsNotInTheLog_ThenItsRowIsReadAllTheSame(bool schemas)
    {
        var debezium = new DebeziumMessages(schemas);
        Assert.Equal(new Change("a", 7), Read(debezium.Key("a"), debezium.Change("u", "null", DebeziumMessages.Row("a", 7, "\"__debezium_unavailable_value\""))));
    }

    [Theory]
    [MemberData(nameof(Schemas))]
    public void WhenThereAreFieldsThatNobodyKnows_ThenTheyArePassedOver(bool schemas)
    {
        var debezium = new DebeziumMessages(schemas);
        var row = """{"colour":{"deep":[1,2]},"key":"a","value":"v","version":7,"stamp":0,"write_id":null,"extra":null}""";
        var transaction = """{"id":"571:53195829","total_order":1,"data_collection_order":1}""";
        Assert.Equal(new Change("a", 7), Read(debezium.Key("a"), debezium.Change("c", "null", row, transaction: transaction, more: ",\"op2\":{\"op\":\"d\"}")));
    }

    [Theory]
    [MemberData(nameof(Schemas))]
    public void WhenHeartbeatsAndTransactionsAreRoutedIntoTheTopic_ThenTheySayNothing(bool schemas)
    {
        var debezium = new DebeziumMessages(schemas);
        Assert.Null(Read(debezium.HeartbeatKey(), debezium.Heartbeat()));
        Assert.Null(Read(debezium.TransactionKey(), debezium.Transaction("BEGIN", "null")));
        Assert.Null(Read(debezium.TransactionKey(), debezium.Transaction("END", """[{"data_collection":"public.entries","event_count":2}]""")));
    }

    [Theory]
    [InlineData("ключ 🔑 \\\"x\\\" \\u0000")]
    [InlineData("")]
    public void WhenAKeyHasAnyCharacters_ThenItIsReadAsItIs(string escaped)
    {
        var debezium = new DebeziumMessages(schemas: true);
        Assert.Equal(System.Text.Json.JsonSerializer.Deserialize<string>($"\"{escaped}\""), Read(debezium.Key(escaped), debezium.Change("u", "null", DebeziumMessages.Row("x", 7)))!.Value.Key);
    }
}
