using System.Reflection;
using AkkaCacheSim.Cluster.Messages;
using AkkaCacheSim.Cluster.Wire;
using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Messages;

namespace AkkaCacheSim.Cluster.Tests;

public sealed class WireSerializerTests
{
    public static TheoryData<MessageKind> Kinds => new(Enum.GetValues<MessageKind>());

    [Fact]
    public void WhenATypeIsAWireMessage_ThenTheSerializerKnowsItAndTheSamplesHaveIt()
    {
        var types = typeof(IWireMessage).Assembly.GetTypes()
            .Where(type => type.IsAssignableTo(typeof(IWireMessage)) && !type.IsAbstract)
            .Select(type => type.Name).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(types, WireSerializer.Types.Select(type => type.Name).Order(StringComparer.Ordinal));
        Assert.Equal(types, Samples.All.Select(sample => sample.GetType().Name).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void WhenManifestsAreTaken_ThenNoTwoTypesShareOne()
    {
        var manifests = Samples.All.DistinctBy(sample => sample.GetType()).Select(Codec.Manifest).ToList();
        Assert.Equal(manifests.Distinct(), manifests);
    }

    [Fact]
    public void WhenAnyMessageTravels_ThenItArrivesAsItWas()
    {
        foreach (var sample in Samples.All)
        {
            var read = Codec.Read(Codec.Write(sample), Codec.Manifest(sample));
            Assert.Equal(sample.GetType(), read.GetType());
            Assert.Equal(Codec.Text(sample), Codec.Text(read));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void WhenALetterOfAnyKindTravels_ThenEveryFieldArrives(MessageKind kind)
    {
        var message = Samples.Full with { Kind = kind };
        foreach (var property in Fields()) Assert.True(kind == MessageKind.None || IsSet(property, message), $"{property.Name} has no value to send");
        Assert.Equal([message, new Message { Kind = kind }], Travel(message, new Message { Kind = kind }));
    }

    [Fact]
    public void WhenALetterHasOneFieldOnly_ThenItArrivesAloneAndNoOtherDoes()
    {
        foreach (var property in Fields())
        {
            object message = default(Message);
            property.SetValue(message, property.GetValue(Samples.Full));
            var arrived = Assert.Single(Travel((Message)message));
            Assert.Equal((Message)message, arrived);
            Assert.All(Fields(), other => Assert.Equal(other.Name == property.Name, IsSet(other, arrived)));
        }
    }

    [Theory]
    [InlineData(Outcome.None)]
    [InlineData(Outcome.Hit)]
    [InlineData(Outcome.Refused)]
    public void WhenALetterHasAnOutcome_ThenItStaysApartFromTheFlagsBesideIt(Outcome outcome)
    {
        Message[] messages = [new() { Outcome = outcome, Deleted = true }, new() { Outcome = outcome, Token = true }, new() { Outcome = outcome }];
        Assert.Equal(messages, Travel(messages));
    }

    [Fact]
    public void WhenALetterCarriesABatch_ThenItsRowsArrive()
    {
        foreach (var batch in Samples.Batches)
        {
            var message = new Message { Kind = MessageKind.Flush, Batch = batch };
            Assert.Equal([message, Samples.Full, message], Travel(message, Samples.Full, message));
        }
    }

    [Fact]
    public void WhenABatchIsOfNoKnownKind_ThenItIsNeitherWrittenNorRead()
    {
        Assert.Throws<WireFormatException>(() => Codec.Write(Samples.Letters(new Message { Batch = new StrangeBatch() })));
        var bytes = Codec.Write(Samples.Letters(new Message { Batch = new FlushReport([]) }));
        // The batch is last: its kind, then no rows.
        bytes[^2] = 99;
        Assert.Throws<WireFormatException>(() => Codec.Read(bytes, "E2"));
    }

    [Theory]
    [InlineData(1, 4)]
    [InlineData(2, 1)]
    [InlineData(3, 0)]
    public void WhenABatchPromisesAsManyRowsAsBytes_ThenItIsRefusedForLittle(byte kind, int head)
    {
        var writer = new WireWriter();
        // One letter: its kind, that it has a batch and the addresses of the letter before, its bits and its request.
        foreach (var value in new byte[] { 2, 0, 64 | 1, 0, 0, kind }) writer.Byte(value);
        for (; head > 0; head--) writer.Byte(0);
        writer.Long(1 << 20);
        var bytes = writer.ToArray().Concat(new byte[1 << 20]).ToArray();
        var refused = Assert.Throws<WireFormatException>(() => Codec.Read(bytes, "E2"));
        Assert.Equal("a length is beyond the message", refused.Message);
        Assert.Null(Codec.TryRead(bytes, promise => Codec.Read(promise, "E2")));
    }

    [Theory]
    [InlineData(MessageKind.Get)]
    [InlineData(MessageKind.Set)]
    [InlineData(MessageKind.Delete)]
    public void WhenARequestIsAUsers_ThenTheUserArrives(MessageKind kind)
    {
        foreach (var user in new[] { 0, 1, 999, int.MaxValue }) Assert.Equal(user, Assert.Single(Travel(new Message { Kind = kind, Key = "k", User = user })).User);
    }

    // The hot path: what write-back added to messages must cost these nothing.
    [Fact]
    public void WhenNothingIsDirty_ThenALookupAndAHitAreAsShortAsTheyCanBe()
    {
        var bare = Codec.Write(Samples.Letters(default(Message))).Length;
        // A key is its length and its characters, a version as short a number as it can be.
        Assert.Equal(bare + 1 + 5, Codec.Write(Samples.Letters(new Message { Kind = MessageKind.Lookup, Key = "k1234" })).Length);
        Assert.Equal(bare + 1 + 16 + 1, Codec.Write(Samples.Letters(new Message { Kind = MessageKind.Hit, Value = new string('v', 16), Version = 1 })).Length);
    }

    [Fact]
    public void WhenAddressesChangeFromLetterToLetter_ThenEachKeepsItsOwn()
    {
        var other = new Address(Role.Invalidator, 1, 5);
        Letter[] letters =
        [
            new(default, default, Samples.Full),
            new(Samples.Coordinator, Samples.Node, Samples.Full),
            new(Samples.Coordinator, Samples.Node, default),
            new(Samples.Coordinator, other, default),
            new(other, other, default),
            new(new Address(Role.Dirty, 15, 3), Samples.Node, default),
        ];
        var read = (Envelope)Codec.Read(Codec.Write(new Envelope(letters)), "E2");
        Assert.Equal(letters, read.Letters.ToArray());
    }

    [Fact]
    public void WhenAMessageIsCutShort_ThenItIsNoMessageWhereverTheCutIs()
    {
        foreach (var sample in Samples.All)
        {
            var bytes = Codec.Write(sample);
            for (var length = 0; length < bytes.Length; length++)
            {
                Assert.Null(Codec.TryRead(bytes[..length], cut => Codec.Read(cut, Codec.Manifest(sample))));
            }
        }
    }

    [Fact]
    public void WhenBytesAreRandom_ThenTheyAreRefusedOrReadAndNothingElse()
    {
        var random = new Random(1);
        var manifests = Samples.All.Select(Codec.Manifest).Distinct().ToList();
        for (var round = 0; round < 2_000; round++)
        {
            var bytes = new byte[random.Next(0, 300)];
            random.NextBytes(bytes);
            foreach (var manifest in manifests) Codec.TryRead(bytes, noise => Codec.Read(noise, manifest));
        }
    }

    [Fact]
    public void WhenOneByteOfAMessageIsAnother_ThenItIsRefusedOrReadAndNothingElse()
    {
        foreach (var sample in Samples.All)
        {
            var bytes = Codec.Write(sample);
            for (var at = 0; at < bytes.Length; at++)
            {
                for (var value = 0; value < 256; value++)
                {
                    var changed = bytes.ToArray();
                    changed[at] = (byte)value;
                    Codec.TryRead(changed, noise => Codec.Read(noise, Codec.Manifest(sample)));
                }
            }
        }
    }

    [Theory]
    [InlineData("E2")]
    [InlineData("PS2")]
    [InlineData("WD1")]
    [InlineData("HE1")]
    [InlineData("OS1")]
    public void WhenALengthIsBeyondTheMessage_ThenNothingIsAllocatedForIt(string manifest)
    {
        var writer = new WireWriter();
        foreach (var length in new[] { -2, int.MaxValue, int.MaxValue + 1L, long.MaxValue, 1 << 20 })
        {
            writer.Clear();
            writer.Long(length);
            Assert.Null(Codec.TryRead(writer.ToArray(), bytes => Codec.Read(bytes, manifest)));
        }
    }

    // Letters that each say nothing are four bytes short; a count that promises more of them than there is room for must not be believed.
    [Fact]
    public void WhenAMegabytePromisesAsManyLettersAsBytes_ThenItIsRefusedForLittle()
    {
        var writer = new WireWriter();
        writer.Long(1 << 20);
        var bytes = writer.ToArray().Concat(new byte[1 << 20]).ToArray();
        Assert.Null(Codec.TryRead(bytes, promise => Codec.Read(promise, "E2")));
    }

    [Fact]
    public void WhenAMessageIsOfAnotherVersion_ThenItIsRefused()
    {
        Assert.Throws<WireFormatException>(() => Codec.Read([0], "E1"));
        Assert.Throws<WireFormatException>(() => Codec.Read([], "GS2"));
        Assert.Throws<WireFormatException>(() => Codec.Read(Codec.Write(Samples.All.OfType<ProcessStatus>().First()), "PS1"));
        Assert.Throws<WireFormatException>(() => Codec.Read([], ""));
    }

    [Fact]
    public void WhenATypeIsNotRegistered_ThenItIsNotWritten()
    {
        Assert.Throws<WireFormatException>(() => Codec.Write("text"));
        Assert.Throws<WireFormatException>(() => Codec.Manifest(new Stranger()));
        Assert.Throws<WireFormatException>(() => Codec.Write(new Stranger()));
    }

    // Changes is another name for Batch, User for Wait.
    private static PropertyInfo[] Fields() =>
        [.. typeof(Message).GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite && property.Name is not (nameof(Message.Changes) or nameof(Message.User)))];

    private static bool IsSet(PropertyInfo property, Message message) => !Equals(property.GetValue(message), property.GetValue(default(Message)));

    private static Message[] Travel(params Message[] messages)
    {
        var envelope = Samples.Letters(messages);
        var read = (Envelope)Codec.Read(Codec.Write(envelope), Codec.Manifest(envelope));
        return [.. read.Letters.ToArray().Select(letter => letter.Message)];
    }

    private sealed record Stranger : IWireMessage;

    private sealed record StrangeBatch : IBatch;
}
