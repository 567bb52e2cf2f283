using AkkaCacheSim.Core.History;
using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Protections;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Tests.Support;
using AkkaCacheSim.Core.WriteBack;

namespace AkkaCacheSim.Core.Tests.Nodes;

/// <summary>With read-through the owner loads for all: single-flight and lock are one there.</summary>
public sealed class OwnerLoadTests
{
    private const long Timeout = 1_000;

    private static readonly SimSettings Through = new() { Slots = 4, Ttl = Durations.Second, Timeout = Timeout, Read = "read-through" };

    public static TheoryData<ProtectionSet> OneLoad => [ProtectionSet.SingleFlight, ProtectionSet.Lock, ProtectionSet.SingleFlight | ProtectionSet.Lock];

    [Fact]
    public void WhenNothingProtectsTheOrigin_ThenEveryReaderIsALoad()
    {
        var rig = Rig(Through);
        for (var request = 1; request <= 5; request++) Read(rig, 1, request);
    }

    [Theory]
    [MemberData(nameof(OneLoad))]
    public void WhenManyReadersMiss_ThenTheOriginIsReadOnceForAll(ProtectionSet protect)
    {
        var rig = Rig(Through with { Protect = protect });
        var read = Read(rig, 1, 1);
        for (var request = 2; request <= 5; request++) Wait(rig, 2, request);
        Assert.Equal(5, rig.Node.Unanswered);
        var sent = Row(rig, 3, read, 4);
        Assert.Equal([Outcome.Miss, .. Enumerable.Repeat(Outcome.Coalesced, 4)], sent.Select(answer => answer.Message.Outcome));
        Assert.Equal([1L, 2, 3, 4, 5], sent.Select(answer => answer.Message.Request));
        Assert.All(sent, answer => Assert.Equal((MessageKind.Loaded, "v4", 4), (answer.Message.Kind, answer.Message.Value, answer.Message.Version)));
        Assert.Equal((5, 4), (rig.Node.Counters.Misses, rig.Node.Counters.Coalesced));
    }

    [Theory]
    [MemberData(nameof(OneLoad))]
    public void WhenTheLoadFailsForGood_ThenAllHearIt(ProtectionSet protect)
    {
        var rig = Rig(Through with { Protect = protect });
        var read = Read(rig, 1, 1);
        Wait(rig, 2, 2);
        rig.Receive(3, Who.Origin, new Message { Kind = MessageKind.Failed, Request = read, Outcome = Outcome.Shed });
        Assert.Equal(MessageKind.Read, rig.Effects.TakeOne().Kind);
        rig.Receive(4, Who.Origin, new Message { Kind = MessageKind.Failed, Request = read, Outcome = Outcome.Shed });
        Assert.Equal([(MessageKind.Failed, Outcome.Shed, 1L), (MessageKind.Failed, Outcome.Shed, 2)], Answers(rig.Effects.TakeSent()));
        Read(rig, 5, 3);
    }

    [Theory]
    [MemberData(nameof(OneLoad))]
    public void WhenTheOriginIsSilent_ThenAllHearItBeforeTheirCoordinatorsGiveUp(ProtectionSet protect)
    {
        var rig = Rig(Through with { Protect = protect });
        Read(rig, 0, 1);
        Wait(rig, 100, 2);
        var sent = rig.PassTo(Timeout).Where(message => message.To == Who.Coordinator).ToList();
        Assert.Equal([(MessageKind.Failed, Outcome.Timeout, 1L), (MessageKind.Failed, Outcome.Timeout, 2)], Answers(sent));
    }

    [Theory]
    [MemberData(nameof(OneLoad))]
    public void WhenTheKeyIsInvalidatedMeanwhile_ThenThoseWhoWaitAndThoseWhoComeLaterGetANewLoad(ProtectionSet protect)
    {
        var rig = Rig(Through with { Protect = protect });
        var before = Read(rig, 1, 1);
        Wait(rig, 2, 2);
        rig.Receive(3, Who.Coordinator, new Message { Kind = MessageKind.Invalidate, Request = 77, Key = "k", Version = 5 });
        var sent = rig.Effects.TakeSent();
        Assert.Equal([MessageKind.Read, MessageKind.Invalidated], sent.Select(message => message.Message.Kind));
        Wait(rig, 4, 3);

        // Who asked before the news may get what was read before it; nobody else may, and it is not kept.
        Assert.Equal([(MessageKind.Loaded, Outcome.Miss, 1L)], Answers(Row(rig, 5, before, 4)));
        Assert.Equal(0, rig.Held("k"));
        var after = Row(rig, 6, sent[0].Message.Request, 5);
        Assert.Equal([(MessageKind.Loaded, Outcome.Miss, 2L), (MessageKind.Loaded, Outcome.Coalesced, 3)], Answers(after));
        Assert.All(after, answer => Assert.Equal(5, answer.Message.Version));
    }

    [Theory]
    [MemberData(nameof(OneLoad))]
    public void WhenALoadInTheBackgroundIsUnderWay_ThenReadersWaitForItAndNoSecondOneBegins(ProtectionSet protect)
    {
        var rig = Rig(Through with { Protect = protect });
        var sent = rig.Tell(1, MessageKind.Reload, "k", 1);
        Assert.Equal([(Who.Origin, MessageKind.Read), (Who.Coordinator, MessageKind.Moved)], sent.Select(message => (message.To, message.Message.Kind)));
        Assert.Equal(MessageKind.Moved, Assert.Single(rig.Tell(2, MessageKind.Reload, "k", 2)).Message.Kind);
        Wait(rig, 3, 3);
        Assert.Equal([(MessageKind.Loaded, Outcome.Coalesced, 3L)], Answers(Row(rig, 4, sent[0].Message.Request, 4)));
        Assert.Equal(4, rig.Held("k"));
    }

    [Fact]
    public void WhenALoadInTheBackgroundFails_ThenThoseWhoWaitHearItAndNobodyElseIsTold()
    {
        var rig = Rig(Through with { Protect = ProtectionSet.Lock, Retries = 0 });
        var reload = rig.Tell(1, MessageKind.Reload, "k", 1)[0].Message.Request;
        Wait(rig, 2, 2);
        rig.Receive(3, Who.Origin, new Message { Kind = MessageKind.Failed, Request = reload, Outcome = Outcome.Error });
        Assert.Equal([(MessageKind.Failed, Outcome.Error, 2L)], Answers(rig.Effects.TakeSent()));
    }

    [Fact]
    public void WhenThePartitionAndTheOriginAreSlow_ThenAllTriesStillEndBeforeTheReaderGivesUp()
    {
        var partition = new Address(Role.Dirty, DirtyPartitions.Of("k"), 1);
        var rig = Rig(Through with { Write = "write-back" }, partition);
        var peek = Assert.Single(rig.Tell(0, MessageKind.Load, "k", 1)).Message.Request;
        Assert.Empty(rig.PassTo(400));
        rig.Receive(400, partition, new Message { Kind = MessageKind.Clean, Request = peek });
        Assert.Contains((MessageKind.Failed, Outcome.Timeout, 1L), Answers(rig.PassTo(Timeout)));
    }

    [Fact]
    public void WhenTheSettingsOfRetriesChange_ThenAReaderStillHearsInTime()
    {
        var rig = Rig(Through with { Retries = 0 });
        Read(rig, 0, 1);
        rig.Node.Configure(100, Through with { Retries = 1 });
        rig.Effects.TakeSent();
        Read(rig, 100, 2);
        Assert.Equal([1L, 2], rig.PassTo(100 + Timeout).Where(sent => sent.Message.Kind == MessageKind.Failed).Select(sent => sent.Message.Request));
    }

    [Fact]
    public void WhenThereIsNoOrigin_ThenLoadsWaitForTheNextOne()
    {
        var rig = new NodeRig(Through);
        for (var request = 1; request <= 2; request++) Wait(rig, 1, request);
        rig.Node.ViewChanged(100, new View([Who.Node, Who.Origin]));
        var reads = rig.Effects.TakeSent();
        Assert.Equal([(Who.Origin, MessageKind.Read), (Who.Origin, MessageKind.Read)], reads.Select(read => (read.To, read.Message.Kind)));
        foreach (var read in reads) Assert.Equal(Outcome.Miss, Assert.Single(Row(rig, 150, read.Message.Request, 4)).Message.Outcome);
    }

    [Fact]
    public void WhenTheNextOriginComes_ThenItIsAskedInTheOrderInWhichReadersCame()
    {
        var rig = new NodeRig(Through);
        foreach (var key in new[] { "a", "b", "c" }) Assert.Empty(rig.Tell(1, MessageKind.Load, key, 1));
        rig.Node.ViewChanged(2, new View([Who.Node, Who.Origin]));
        Assert.Equal(["a", "b", "c"], rig.Effects.TakeSent().Select(said => said.Message.Key!));
    }

    // What such a load has read may be older than any copy would be.
    [Fact]
    public void WhenALoadHasLastedAsLongAsACopyLives_ThenNobodyWaitsForItAnyLonger()
    {
        var rig = Rig(Through with { Ttl = 200, Retries = 0, Protect = ProtectionSet.SingleFlight });
        Read(rig, 0, 1);
        Wait(rig, 100, 2);
        Assert.Empty(rig.PassTo(199));
        Assert.Equal((Who.Origin, MessageKind.Read), Assert.Single(rig.PassTo(200)) is var again ? (again.To, again.Message.Kind) : default);
    }

    [Fact]
    public void WhenANodeLoads_ThenTheHistorySaysWhatAndWhy()
    {
        var rig = Rig(Through);
        Row(rig, 30, Read(rig, 10, 1), 4);
        Assert.Equal((MessageKind.Read, Who.Origin), Assert.Single(rig.Tell(40, MessageKind.Reload, "k", 2), said => said.To == Who.Origin) is var again ? (again.Message.Kind, again.To) : default);
        Row(rig, 60, 2, 5);
        Assert.Equal(
            [(Causes.Miss, "k", Who.Node, 10L, 30L), (Causes.Refresh, "k", Who.Node, 40, 60)],
            rig.Effects.Lines.Where(line => line.Kind == HistoryKind.Load).Select(line => (line.Cause!, line.Key!, line.Client, line.Start, line.End)));
        Assert.Equal([(4L, 30L), (5, 60)], rig.Effects.Lines.Where(line => line is { Kind: HistoryKind.Copy, Key: "k" }).Select(line => (line.Version, line.End)));
    }

    [Fact]
    public void WhenNobodyRecords_ThenThereIsNoHistory()
    {
        var rig = Rig(Through);
        rig.Effects.Lines.Clear();
        rig.Effects.Recording = false;
        Row(rig, 30, Read(rig, 10, 1), 4);
        rig.Invalidate(40, "k", 5);
        Assert.Empty(rig.Effects.Lines);
    }

    // The origin may lack the last writes: what it says is answered to all, and kept by nobody.
    [Fact]
    public void WhenWritesWaitInAPartitionThatIsOnItsWay_ThenAllGetTheOriginsRow()
    {
        var rig = Rig(Through with { Write = "write-back", Protect = ProtectionSet.SingleFlight });
        var read = Read(rig, 1, 1);
        Wait(rig, 2, 2);
        Assert.Equal([(MessageKind.Loaded, Outcome.Miss, 1L), (MessageKind.Loaded, Outcome.Coalesced, 2)], Answers(Row(rig, 3, read, 4)));
        Assert.Equal(0, rig.Node.Entries);
    }

    // It may be older than what the partition holds by now.
    [Fact]
    public void WhenTheOriginsRowComesWhileThePartitionIsAskedAgain_ThenItCountsForNothing()
    {
        var partition = new Address(Role.Dirty, DirtyPartitions.Of("k"), 1);
        var rig = Rig(Through with { Write = "write-back" }, partition);
        var peek = Assert.Single(rig.Tell(0, MessageKind.Load, "k", 1)).Message;
        rig.Receive(100, partition, new Message { Kind = MessageKind.Clean, Request = peek.Request });
        Assert.Equal(MessageKind.Read, rig.Effects.TakeOne().Kind);

        // The time of the first wait means nothing to the second.
        Assert.Empty(rig.PassTo(549));
        Assert.Equal(MessageKind.Peek, Assert.Single(rig.PassTo(550)).Message.Kind);
        Assert.Empty(Row(rig, 560, peek.Request, 4));
        rig.Receive(570, partition, new Message { Kind = MessageKind.Dirty, Request = peek.Request, Value = "dirty", Stamp = 9, WriteId = 3 });
        Assert.Equal("dirty", rig.Effects.TakeOne().Value);
    }

    [Fact]
    public void WhenNoOriginComes_ThenReadersHearItInTime()
    {
        var rig = new NodeRig(Through with { Protect = ProtectionSet.Lock });
        for (var request = 1; request <= 3; request++) Wait(rig, 1, request);
        Assert.Equal([1L, 2, 3], Answers(rig.PassTo(1 + Timeout)).Select(answer => answer.Request));
    }

    [Fact]
    public void WhenACopyOfAHotKeyIsLoaded_ThenTheOriginIsAskedForTheKey()
    {
        var rig = Rig(Through with { Protect = ProtectionSet.FanOut, Placement = "modulo" }, Who.OtherNode);
        var copy = Enumerable.Range(0, 2).Select(copy => SubKeys.Of("k", copy)).Last(name => rig.Tell(1, MessageKind.Load, name, 1).All(sent => sent.Message.Kind != MessageKind.Moved));
        Assert.True(SubKeys.Is(copy));
        rig.Receive(2, Who.Coordinator, new Message { Kind = MessageKind.Load, Request = 2, Key = copy });
        Assert.Equal((MessageKind.Read, "k"), (rig.Effects.TakeOne() is var read ? read.Kind : default, read.Key));
        Row(rig, 3, read.Request, 4);
        Assert.Equal([copy], rig.Node.Copies().Select(held => held.Key));
    }

    [Fact]
    public void WhenACopyOfAHotKeyMayBeDirty_ThenTheKeysPartitionIsAsked()
    {
        var partition = new Address(Role.Dirty, DirtyPartitions.Of("k"), 1);
        var rig = Rig(Through with { Protect = ProtectionSet.FanOut, Write = "write-back" }, Who.OtherNode, partition);
        var asked = Enumerable.Range(0, 2).SelectMany(copy => rig.Tell(1, MessageKind.Load, SubKeys.Of("k", copy), 1)).Single(sent => sent.Message.Kind != MessageKind.Moved);
        Assert.Equal((partition, MessageKind.Peek, "k"), (asked.To, asked.Message.Kind, asked.Message.Key));
    }

    private static NodeRig Rig(SimSettings settings, params Address[] more)
    {
        var rig = new NodeRig(settings);
        rig.Node.ViewChanged(0, new View([Who.Node, Who.Origin, .. more]));
        return rig;
    }

    private static long Read(NodeRig rig, long now, long request)
    {
        var (to, read) = Assert.Single(rig.Tell(now, MessageKind.Load, "k", request));
        Assert.Equal((Who.Origin, MessageKind.Read, "k"), (to, read.Kind, read.Key));
        return read.Request;
    }

    private static void Wait(NodeRig rig, long now, long request) => Assert.Empty(rig.Tell(now, MessageKind.Load, "k", request));

    private static List<(Address To, Message Message)> Row(NodeRig rig, long now, long request, long version)
    {
        rig.Receive(now, Who.Origin, new Message { Kind = MessageKind.Row, Request = request, Value = "v" + version, Version = version });
        return rig.Effects.TakeSent();
    }

    private static IEnumerable<(MessageKind Kind, Outcome Outcome, long Request)> Answers(List<(Address To, Message Message)> sent) => sent.Select(answer => (answer.Message.Kind, answer.Message.Outcome, answer.Message.Request));
}
