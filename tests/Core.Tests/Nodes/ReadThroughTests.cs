using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Tests.Support;
using AkkaCacheSim.Core.WriteBack;

namespace AkkaCacheSim.Core.Tests.Nodes;

public sealed class ReadThroughTests
{
    private static readonly SimSettings Through = new() { Slots = 4, Ttl = Durations.None, Read = "read-through" };
    private static readonly Address Partition = new(Role.Dirty, DirtyPartitions.Of("k"), 1);

    [Fact]
    public void WhenItHoldsACopy_ThenItAnswersAndAsksNobody()
    {
        var rig = Rig(Through);
        Loaded(rig, 1, Ask(rig, 1), 4);
        rig.Receive(2, Who.Coordinator, new Message { Kind = MessageKind.Load, Request = 8, Key = "k" });
        var hit = rig.Effects.TakeOne();
        Assert.Equal((MessageKind.Hit, 8, "v4", 4), (hit.Kind, hit.Request, hit.Value, hit.Version));
    }

    [Fact]
    public void WhenItMisses_ThenItReadsTheOriginKeepsTheRowAndAnswers()
    {
        var rig = Rig(Through);
        var answer = Loaded(rig, 2, Ask(rig, 1), 4);
        Assert.Equal((MessageKind.Loaded, 7, "v4", 4), (answer.Kind, answer.Request, answer.Value, answer.Version));
        Assert.Equal(4, rig.Held("k"));
        Assert.Equal(1, rig.Node.Counters.Misses);
    }

    [Fact]
    public void WhenAnotherNodeOwnsTheKey_ThenItIsMoved()
    {
        var rig = Rig(Through);
        rig.Node.ViewChanged(1, new View([Who.OtherNode, Who.Origin]));
        rig.Receive(2, Who.Coordinator, new Message { Kind = MessageKind.Load, Request = 7, Key = "k" });
        Assert.Equal(MessageKind.Moved, rig.Effects.TakeOne().Kind);
    }

    [Fact]
    public void WhenTheOriginFails_ThenItIsAskedOnceMoreAndThenTheReadFails()
    {
        var rig = Rig(Through);
        var read = Ask(rig, 1);
        var failed = new Message { Kind = MessageKind.Failed, Request = read.Request, Outcome = Outcome.Shed };
        rig.Receive(2, Who.Origin, failed);
        Assert.Equal((MessageKind.Read, read.Request), (rig.Effects.TakeOne() is var again ? again.Kind : default, again.Request));
        rig.Receive(3, Who.Origin, failed);
        var answer = rig.Effects.TakeOne();
        Assert.Equal((MessageKind.Failed, 7, Outcome.Shed), (answer.Kind, answer.Request, answer.Outcome));
        rig.Receive(4, Who.Origin, Row(read, 4));
        Assert.Empty(rig.Effects.TakeSent());
        Assert.Equal(0, rig.Node.Entries);
    }

    [Fact]
    public void WhenTheOriginIsSilent_ThenBothTriesEndBeforeTheReaderGivesUp()
    {
        var rig = Rig(Through);
        Ask(rig, 0);
        var tries = new List<MessageKind>();
        while (rig.Effects.TimerAt < Through.Timeout)
        {
            var at = rig.Effects.TimerAt;
            rig.Effects.TakeDueTimer(at);
            rig.Node.Tick(at);
            tries.AddRange(rig.Effects.TakeSent().Select(sent => sent.Message.Kind));
        }

        Assert.Equal([MessageKind.Read, MessageKind.Failed], tries);
    }

    [Fact]
    public void WhenTheKeyIsInvalidatedMeanwhile_ThenTheRowIsAnsweredAndNotKept()
    {
        var rig = Rig(Through);
        var read = Ask(rig, 1);
        rig.Invalidate(2, "k", 5);
        Assert.Equal("v4", Loaded(rig, 3, read, 4).Value);
        Assert.Equal(0, rig.Held("k"));
    }

    [Fact]
    public void WhenWritesWaitInPartitions_ThenThePartitionIsAskedFirst()
    {
        var rig = Rig(Through with { Write = "write-back" }, Partition);
        var peek = Ask(rig, 1, Partition, MessageKind.Peek);
        rig.Receive(2, Partition, new Message { Kind = MessageKind.Dirty, Request = peek.Request, Value = "dirty", Stamp = 9, WriteId = 3 });
        var answer = rig.Effects.TakeOne();
        Assert.Equal((MessageKind.Loaded, "dirty", 3, 9), (answer.Kind, answer.Value, answer.WriteId, answer.Stamp));
        Assert.Equal(("dirty", 3), (rig.Lookup(3, "k").Value, rig.Lookup(3, "k").WriteId));

        rig.Invalidate(4, "k", Message.NoVersion);
        peek = Ask(rig, 5, Partition, MessageKind.Peek);
        rig.Receive(6, Partition, new Message { Kind = MessageKind.Clean, Request = peek.Request });
        Loaded(rig, 7, rig.Effects.TakeOne(), 4);
        Assert.Equal(4, rig.Held("k"));
    }

    [Theory]
    [InlineData(true)] // silent
    [InlineData(false)] // unknown
    public void WhenThePartitionDoesNotAnswer_ThenTheOriginsRowIsAnsweredAndNotKept(bool known)
    {
        var rig = Rig(Through with { Write = "write-back" }, known ? Partition : Who.Node);
        Message read;
        if (known)
        {
            Ask(rig, 0, Partition, MessageKind.Peek);
            var at = rig.Effects.TimerAt;
            rig.Effects.TakeDueTimer(at);
            rig.Node.Tick(at);
            read = rig.Effects.TakeOne();
        }
        else
        {
            read = Ask(rig, 0);
        }

        Assert.Equal("v4", Loaded(rig, known ? Durations.Second : 1, read, 4).Value);
        Assert.Equal(0, rig.Node.Entries);
    }

    [Fact]
    public void WhenADirtyValueIsOlderThanWhatWasHeardBefore_ThenItIsNotKept()
    {
        var rig = Rig(Through with { Write = "write-back" }, Partition);
        rig.Receive(1, Who.Coordinator, new Message { Kind = MessageKind.Invalidate, Key = "k", Stamp = 9, Version = 2 });
        rig.Effects.TakeSent();
        var peek = Ask(rig, 2, Partition, MessageKind.Peek);
        rig.Receive(3, Partition, new Message { Kind = MessageKind.Dirty, Request = peek.Request, Value = "dirty", Stamp = 9, WriteId = 3 });
        Assert.Equal("dirty", rig.Effects.TakeOne().Value);
        Assert.Equal(0, rig.Node.Entries);
    }

    private static NodeRig Rig(SimSettings settings, params Address[] more)
    {
        var rig = new NodeRig(settings);
        rig.Node.ViewChanged(0, new View([Who.Node, Who.Origin, .. more.Except([Who.Node])]));
        return rig;
    }

    private static Message Ask(NodeRig rig, long now, Address? whom = null, MessageKind kind = MessageKind.Read)
    {
        rig.Receive(now, Who.Coordinator, new Message { Kind = MessageKind.Load, Request = 7, Key = "k" });
        var (to, message) = Assert.Single(rig.Effects.TakeSent());
        Assert.Equal((whom ?? Who.Origin, kind, "k"), (to, message.Kind, message.Key));
        return message;
    }

    private static Message Row(Message read, long version) => new() { Kind = MessageKind.Row, Request = read.Request, Value = "v" + version, Version = version };

    private static Message Loaded(NodeRig rig, long now, Message read, long version)
    {
        rig.Receive(now, Who.Origin, Row(read, version));
        return rig.Effects.TakeOne();
    }
}
