using AkkaCacheSim.Core.History;
using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Tests.Support;

namespace AkkaCacheSim.Core.Tests.Coordinators;

public sealed class WriteTests
{
    private const long WriteId = 17;

    private static readonly SimSettings Through = new();
    private static readonly SimSettings Around = new() { Write = "write-around" };
    private static readonly SimSettings Explicit = Around with { Invalidation = InvalidationStrategies.Explicit };

    [Fact]
    public void WhenAWriteGoesThrough_ThenItIsAnnouncedCommittedStoredAndOnlyThenAcknowledged()
    {
        var rig = new CoordinatorRig(Through);
        var sent = rig.Ask(10, MessageKind.Set, value: "new");
        Assert.Equal([(Who.Node, MessageKind.Announce), (Who.Origin, MessageKind.Write)], sent.Select(message => (message.To, message.Message.Kind)));
        var write = sent[1].Message;
        Assert.Equal((sent[0].Message.Request, "k", "new"), (write.Request, write.Key, write.Value));
        Assert.True(write.WriteId > 0);
        Announced(rig, 12, write.Request);

        var store = CoordinatorRig.Only(rig.Answer(20, Who.Origin, Committed(write.Request, 4)), Who.Node, MessageKind.Store);
        Assert.Equal((write.Request, "k", "new", 4, 10 + 6 - 12, false), (store.Request, store.Key, store.Value, store.Version, store.Wait, store.Deleted));
        var result = Result(rig.Answer(30, Who.Node, new Message { Kind = MessageKind.Stored, Request = store.Request }));
        Assert.Equal((7, Outcome.Stored, 4, "new"), (result.Request, result.Outcome, result.Version, result.Value));
        var line = Assert.Single(rig.Effects.Lines);
        Assert.Equal((HistoryKind.Write, WriteId, 10, 30, 4), (line.Kind, line.WriteId, line.Start, line.End, line.Version));
        Assert.Equal(1, rig.Coordinator.Counters.Writes(Outcome.Stored));
    }

    [Fact]
    public void WhenADeleteGoesThrough_ThenTheStoreSaysDeleted()
    {
        var rig = new CoordinatorRig(Through);
        var remove = rig.Ask(10, MessageKind.Delete)[1].Message;
        Assert.Equal(MessageKind.Remove, remove.Kind);
        Announced(rig, 12, remove.Request);
        var store = CoordinatorRig.Only(rig.Answer(20, Who.Origin, Committed(remove.Request, 4) with { Deleted = true }), Who.Node, MessageKind.Store);
        Assert.Equal((true, null, 4), (store.Deleted, store.Value, store.Version));
        var result = Result(rig.Answer(30, Who.Node, new Message { Kind = MessageKind.Stored, Request = store.Request }));
        Assert.Equal((Outcome.Deleted, true, 4), (result.Outcome, result.Deleted, result.Version));
    }

    [Theory]
    [InlineData(Outcome.Shed)]
    [InlineData(Outcome.Error)]
    public void WhenTheOriginFailsAWriteThrough_ThenOnlyTheTokenIsReleased(Outcome outcome)
    {
        var rig = new CoordinatorRig(Through);
        var write = rig.Ask(10, MessageKind.Set, value: "new")[1].Message;
        var sent = rig.Answer(20, Who.Origin, new Message { Kind = MessageKind.Failed, Request = write.Request, Outcome = outcome });
        Assert.Equal([(Who.Node, MessageKind.Release), (Who.Client, MessageKind.Result)], sent.Select(message => (message.To, message.Message.Kind)));
        Assert.Equal(outcome, sent[1].Message.Outcome);
    }

    [Fact]
    public void WhenTheOutcomeOfAWriteThroughIsUnknown_ThenTheCopyIsInvalidatedWhateverItsVersion()
    {
        var rig = new CoordinatorRig(Through);
        var write = rig.Ask(10, MessageKind.Set, value: "new")[1].Message;
        var sent = rig.PassTo(10 + CoordinatorRig.Timeout);
        Assert.Equal([(Who.Node, MessageKind.Invalidate), (Who.Client, MessageKind.Result)], sent.Select(message => (message.To, message.Message.Kind)));
        Assert.Equal(("k", Message.NoVersion), (sent[0].Message.Key, sent[0].Message.Version));
        Assert.Equal(Outcome.Timeout, sent[1].Message.Outcome);
        Assert.Empty(rig.Answer(200, Who.Node, new Message { Kind = MessageKind.Invalidated, Request = write.Request }));
        Assert.Empty(rig.Answer(300, Who.Origin, Committed(write.Request, 4)));
    }

    [Fact]
    public void WhenTheOwnerIsSilentAfterTheCommit_ThenTheWriteIsAcknowledgedAfterTheBound()
    {
        var rig = new CoordinatorRig(Through);
        var write = rig.Ask(10, MessageKind.Set, value: "new")[1].Message;
        Assert.Empty(rig.Answer(20, Who.Origin, Committed(write.Request, 4)));
        Assert.Empty(rig.PassTo(20 + CoordinatorRig.Timeout - 1));
        var sent = rig.PassTo(20 + CoordinatorRig.Timeout);
        Assert.Equal([(Who.Node, MessageKind.Invalidate), (Who.Client, MessageKind.Result)], sent.Select(message => (message.To, message.Message.Kind)));
        Assert.Equal((4, Outcome.Stored), (sent[0].Message.Version, sent[1].Message.Outcome));
    }

    [Fact]
    public void WhenTheAnnouncementIsAnsweredAfterTheCommit_ThenTheStoreWaitsAndSaysHowMuchOlderItMayBe()
    {
        var rig = new CoordinatorRig(Through);
        var write = rig.Ask(10, MessageKind.Set, value: "new")[1].Message;
        Assert.Empty(rig.Answer(20, Who.Origin, Committed(write.Request, 4)));
        var store = CoordinatorRig.Only(Announced(rig, 50, write.Request), Who.Node, MessageKind.Store);
        Assert.Equal(10 + 6 - 50, store.Wait);
    }

    [Fact]
    public void WhenACommitIsAnsweredTwice_ThenTheSecondAnswerSaysNothing()
    {
        var rig = new CoordinatorRig(Through);
        var write = rig.Ask(10, MessageKind.Set, value: "new")[1].Message;
        Announced(rig, 12, write.Request);
        var committed = Committed(write.Request, 4) with { Key = "k" };
        CoordinatorRig.Only(rig.Answer(20, Who.Origin, committed), Who.Node, MessageKind.Store);
        Assert.Empty(rig.Answer(21, Who.Origin, committed));
    }

    [Fact]
    public void WhenARowComesAfterItsReadTimedOut_ThenTheOwnerHearsNothing()
    {
        var rig = new CoordinatorRig(Through);
        var number = rig.Get(10);
        rig.Answer(20, Who.Node, new Message { Kind = MessageKind.Miss, Request = number, Token = true });
        rig.PassTo(20 + CoordinatorRig.Timeout);
        Assert.Empty(rig.Answer(200, Who.Origin, new Message { Kind = MessageKind.Row, Request = number, Key = "k", Value = "v", Version = 4 }));
    }

    [Fact]
    public void WhenRequestsHaveEnded_ThenTheCountersSayHow()
    {
        var rig = new CoordinatorRig(Around);
        rig.Answer(20, Who.Origin, Committed(rig.Set(10), 4));
        rig.Answer(20, Who.Origin, Committed(rig.Set(10), 5));
        rig.Answer(40, Who.Origin, new Message { Kind = MessageKind.Failed, Request = rig.Set(30), Outcome = Outcome.Error });
        foreach (var kind in new[] { Outcome.Hit, Outcome.Hit, Outcome.Stale }) rig.Answer(60, Who.Node, new Message { Kind = MessageKind.Hit, Outcome = kind, Request = rig.Get(50), Value = "v" });
        var counters = rig.Coordinator.Counters;
        Assert.Equal((2, 1, 3), (counters.Writes(Outcome.Stored), counters.Writes(Outcome.Error), counters.AllWrites));
        Assert.Equal((2, 1, 3), (counters.Reads(Outcome.Hit), counters.Reads(Outcome.Stale), counters.AllReads));
    }

    [Fact]
    public void WhenNobodyRecords_ThenThereIsNoHistory()
    {
        var rig = new CoordinatorRig(Around);
        rig.Effects.Recording = false;
        rig.Answer(20, Who.Origin, Committed(rig.Set(10), 4));
        var number = rig.Get(30);
        rig.Answer(40, Who.Node, new Message { Kind = MessageKind.Miss, Request = number, Token = true });
        rig.Answer(50, Who.Origin, new Message { Kind = MessageKind.Row, Request = number, Value = "v", Version = 4 });
        Assert.Empty(rig.Effects.Lines);
    }

    [Fact]
    public void WhenADeleteFoundNothing_ThenTheHistoryNamesNoWrite()
    {
        var rig = new CoordinatorRig(Around);
        var (_, remove) = Assert.Single(rig.Ask(10, MessageKind.Delete));
        Assert.Equal(Outcome.Deleted, Result(rig.Answer(20, Who.Origin, Committed(remove.Request, 4) with { WriteId = 0 })).Outcome);
        Assert.Equal(0, Assert.Single(rig.Effects.Lines).WriteId);
    }

    [Fact]
    public void WhenAWriteGoesAround_ThenTheOwnerHearsNothing()
    {
        var rig = new CoordinatorRig(Around);
        Assert.Equal(Outcome.Stored, Result(rig.Answer(20, Who.Origin, Committed(rig.Set(10), 4))).Outcome);
        var failed = rig.Set(30);
        Assert.Equal(Outcome.Error, Result(rig.Answer(40, Who.Origin, new Message { Kind = MessageKind.Failed, Request = failed, Outcome = Outcome.Error })).Outcome);
        rig.Set(50);
        Assert.Equal(Outcome.Timeout, Result(rig.PassTo(50 + CoordinatorRig.Timeout)).Outcome);
    }

    [Fact]
    public void WhenInvalidationIsExplicit_ThenTheOwnerIsToldAfterTheCommitAndWaitedFor()
    {
        var rig = new CoordinatorRig(Explicit);
        var write = rig.Set(10);
        var invalidate = CoordinatorRig.Only(rig.Answer(20, Who.Origin, Committed(write, 4)), Who.Node, MessageKind.Invalidate);
        Assert.Equal(("k", 4), (invalidate.Key, invalidate.Version));
        Assert.Equal(Outcome.Stored, Result(rig.Answer(30, Who.Node, new Message { Kind = MessageKind.Invalidated, Request = invalidate.Request })).Outcome);
    }

    [Fact]
    public void WhenTheOwnerIsSilentOnAnExplicitInvalidation_ThenTheWaitIsBounded()
    {
        var rig = new CoordinatorRig(Explicit);
        rig.Answer(20, Who.Origin, Committed(rig.Set(10), 4));
        Assert.Empty(rig.PassTo(20 + CoordinatorRig.Timeout - 1));
        Assert.Equal(Outcome.Stored, Result(rig.PassTo(20 + CoordinatorRig.Timeout)).Outcome);
    }

    [Fact]
    public void WhenAWriteGoesThroughWithExplicitInvalidation_ThenBothAreWaitedForInTurn()
    {
        var rig = new CoordinatorRig(Through with { Invalidation = InvalidationStrategies.Explicit });
        var write = rig.Ask(10, MessageKind.Set, value: "new")[1].Message;
        Announced(rig, 12, write.Request);
        var store = CoordinatorRig.Only(rig.Answer(20, Who.Origin, Committed(write.Request, 4)), Who.Node, MessageKind.Store);
        var invalidate = CoordinatorRig.Only(rig.Answer(30, Who.Node, new Message { Kind = MessageKind.Stored, Request = store.Request }), Who.Node, MessageKind.Invalidate);
        Assert.Equal(4, invalidate.Version);
        Assert.Equal(Outcome.Stored, Result(rig.Answer(40, Who.Node, new Message { Kind = MessageKind.Invalidated, Request = invalidate.Request })).Outcome);
    }

    [Fact]
    public void WhenThePrefixWasRenamed_ThenExplicitInvalidationsNameAKeyThatNobodyReads()
    {
        var rig = new CoordinatorRig(Explicit with { RenamePrefixAt = 1_000 });
        Assert.Equal("k", Invalidated(rig, 500));
        Assert.Equal("k", Invalidated(rig, 1_489));
        Assert.NotEqual("k", Invalidated(rig, 1_490));
    }

    [Fact]
    public void WhenTwoCoordinatorsOrLivesWrite_ThenNoTwoWritesShareAnId()
    {
        var ids = new HashSet<long>();
        foreach (var self in new[] { Who.Coordinator, Who.OtherCoordinator, Who.Coordinator with { Incarnation = 2 }, new Address(Role.Coordinator, 63, 0xFFFFFF) })
        {
            var numbers = new AkkaCacheSim.Core.Coordinators.WriteIds(self);
            for (var i = 0; i < 1_000; i++) Assert.True(numbers.Next() is > 0 and var id && ids.Add(id));
        }
    }

    private static string? Invalidated(CoordinatorRig rig, long now)
    {
        var write = rig.Set(now - 10);
        var invalidate = CoordinatorRig.Only(rig.Answer(now, Who.Origin, Committed(write, 4)), Who.Node, MessageKind.Invalidate);
        rig.Answer(now + 1, Who.Node, new Message { Kind = MessageKind.Invalidated, Request = invalidate.Request });
        return invalidate.Key;
    }

    private static List<(Address To, Message Message)> Announced(CoordinatorRig rig, long now, long request) =>
        rig.Answer(now, Who.Node, new Message { Kind = MessageKind.Announced, Request = request });

    private static Message Committed(long request, long version) =>
        new() { Kind = MessageKind.Committed, Request = request, Version = version, Wait = 6, WriteId = WriteId };

    private static Message Result(List<(Address To, Message Message)> sent) => CoordinatorRig.Only(sent, Who.Client, MessageKind.Result);
}
