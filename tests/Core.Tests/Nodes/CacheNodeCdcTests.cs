using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Nodes;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Tests.Support;

namespace AkkaCacheSim.Core.Tests.Nodes;

public sealed class CacheNodeCdcTests
{
    private static readonly Address SecondInvalidator = new(Role.Invalidator, 1, 1);
    private readonly NodeRig _rig = new(NodeRig.Cdc);

    [Fact]
    public void WhenNoInvalidatorHasConfirmed_ThenNoTokenIsGrantedAndSubscribingIsRepeated()
    {
        var effects = new FakeEffects();
        var node = new CacheNode(Who.Node, NodeRig.Cdc, effects);
        node.ViewChanged(0, new View([Who.Node, Who.Invalidator]));
        var (to, message) = Assert.Single(effects.TakeSent());
        Assert.Equal((Who.Invalidator, MessageKind.Subscribe), (to, message.Kind));
        Assert.False(node.Ready);

        node.Receive(1, Who.Coordinator, new Message { Kind = MessageKind.Lookup, Request = 1, Key = "k" });
        var answer = effects.TakeOne();
        Assert.Equal((MessageKind.Miss, false), (answer.Kind, answer.Token));
        node.Receive(1, Who.Coordinator, new Message { Kind = MessageKind.Announce, Request = 2, Key = "k" });
        node.Receive(2, Who.Coordinator, new Message { Kind = MessageKind.Fill, Request = 1, Key = "k", Value = "v", Version = 1 });
        node.Receive(2, Who.Coordinator, new Message { Kind = MessageKind.Store, Request = 2, Key = "k", Value = "v", Version = 1 });
        Assert.Equal(0, node.Entries);
        effects.TakeSent();

        var retry = effects.TimerAt;
        Assert.InRange(retry, 1, Durations.Second);
        effects.TakeDueTimer(retry);
        node.Tick(retry);
        Assert.Equal(MessageKind.Subscribe, effects.TakeOne().Kind);

        node.Receive(retry + 1, Who.Invalidator, new Message { Kind = MessageKind.Subscribed });
        Assert.True(node.Ready);
        var idle = effects.TimerAt;
        effects.TakeDueTimer(idle);
        node.Tick(idle);
        Assert.Empty(effects.TakeSent());
        Assert.Equal(long.MaxValue, effects.TimerAt);
    }

    [Fact]
    public void WhenThereAreNoInvalidators_ThenTheNodeCachesNothing()
    {
        _rig.Node.ViewChanged(1, new View([Who.Node]));
        Assert.False(_rig.Node.Ready);
        Assert.False(_rig.Lookup(2, "k").Token);
    }

    [Fact]
    public void WhenOneOfTwoInvalidatorsHasNotConfirmed_ThenNoTokenIsGranted()
    {
        _rig.Node.ViewChanged(1, new View([Who.Node, Who.Invalidator, SecondInvalidator]));
        Assert.Equal(SecondInvalidator, Assert.Single(_rig.Effects.TakeSent()).To);
        Assert.False(_rig.Lookup(2, "k").Token);
        _rig.Batch(2, new ChangeBatch(1, "log", 1, 1, []), SecondInvalidator); // news is no promise of news
        Assert.False(_rig.Lookup(2, "k").Token);
        _rig.Receive(3, SecondInvalidator, new Message { Kind = MessageKind.Subscribed });
        Assert.True(_rig.Lookup(4, "k").Token);
    }

    [Fact]
    public void WhenAnEarlierLifeOfAnInvalidatorBeats_ThenTheNodeStaysReady()
    {
        Assert.True(_rig.Node.Ready);
        _rig.Receive(2, Who.Invalidator with { Incarnation = 9 }, new Message { Kind = MessageKind.Heartbeat });
        Assert.True(_rig.Node.Ready);
    }

    [Fact]
    public void WhenAStrangerConfirmsOrBeats_ThenItCountsForNothing()
    {
        _rig.Node.ViewChanged(1, new View([Who.Node, Who.Invalidator with { Incarnation = 2 }]));
        _rig.Effects.TakeSent();
        _rig.Receive(2, Who.Invalidator, new Message { Kind = MessageKind.Subscribed });
        _rig.Receive(2, Who.Invalidator with { Incarnation = 2 }, new Message { Kind = MessageKind.Heartbeat });
        Assert.False(_rig.Node.Ready);
    }

    [Fact]
    public void WhenAnInvalidatorIsSilentForLongerThanTheMaxLag_ThenHitsStopUntilItIsHeard()
    {
        var lag = _rig.Settings.MaxLag;
        _rig.Load(1, "k", 1);
        Assert.Equal(MessageKind.Hit, _rig.Lookup(lag, "k").Kind);
        var silent = _rig.Lookup(lag + 1, "k");
        Assert.Equal((MessageKind.Miss, false), (silent.Kind, silent.Token));
        _rig.Receive(lag + 2, Who.Invalidator, new Message { Kind = MessageKind.Heartbeat });
        Assert.Equal(MessageKind.Hit, _rig.Lookup(lag + 3, "k").Kind);
        Assert.Equal(MessageKind.Hit, _rig.Lookup(lag + 2 + lag, "k").Kind);
        Assert.Equal(MessageKind.Miss, _rig.Lookup(lag + 3 + lag, "k").Kind);
    }

    [Fact]
    public void WhenABatchComes_ThenThatIsAWordToo()
    {
        var lag = _rig.Settings.MaxLag;
        _rig.Marker(1, "log");
        _rig.Load(2, "k", 1);
        _rig.Batch(lag, "log", 2, new Change("other", 1));
        Assert.Equal(MessageKind.Hit, _rig.Lookup(2 * lag, "k").Kind);
    }

    [Fact]
    public void WhenOneOfTwoInvalidatorsIsSilent_ThenHitsStop()
    {
        var lag = _rig.Settings.MaxLag;
        _rig.Node.ViewChanged(1, new View([Who.Node, Who.Invalidator, SecondInvalidator]));
        _rig.Effects.TakeSent();
        _rig.Receive(1, SecondInvalidator, new Message { Kind = MessageKind.Subscribed });
        _rig.Load(2, "k", 1);
        _rig.Receive(lag, Who.Invalidator, new Message { Kind = MessageKind.Heartbeat });
        Assert.Equal(MessageKind.Hit, _rig.Lookup(lag + 1, "k").Kind);
        Assert.Equal(MessageKind.Miss, _rig.Lookup(lag + 2, "k").Kind);
    }

    [Fact]
    public void WhenABatchComes_ThenOlderCopiesGoNewerStayAndItIsAnswered()
    {
        _rig.Marker(1, "log");
        _rig.Load(2, "old", 4);
        _rig.Load(2, "same", 5);
        var token = _rig.Miss(2, "loading");
        _rig.Batch(3, "log", 2, new Change("old", 5), new Change("same", 5), new Change("loading", 5));
        Assert.Equal((0, 5), (_rig.Held("old"), _rig.Held("same")));
        _rig.Fill(4, token, "loading", 4);
        Assert.Equal(0, _rig.Held("loading"));
        Assert.Equal(1, _rig.Node.Counters.Invalidated);
    }

    [Fact]
    public void WhenABatchIsRepeated_ThenNothingMoreIsDropped()
    {
        _rig.Marker(1, "log");
        _rig.Batch(2, "log", 2, new Change("k", 5));
        _rig.Load(3, "k", 5);
        _rig.Load(3, "l", 1);
        var cleared = _rig.Node.Counters.Cleared;
        _rig.Batch(4, "log", 2, new Change("k", 5));
        _rig.Marker(5, "log");
        _rig.Batch(6, "log", 3, new Change("m", 5));
        Assert.Equal((5, 1), (_rig.Held("k"), _rig.Held("l")));
        Assert.Equal(cleared, _rig.Node.Counters.Cleared);
    }

    [Fact]
    public void WhenABatchOverlapsTheLast_ThenNothingIsCleared()
    {
        _rig.Marker(1, "log");
        _rig.Batch(2, "log", 2, new Change("a", 1), new Change("b", 1));
        _rig.Load(3, "k", 5);
        _rig.Batch(4, "log", 3, new Change("b", 1), new Change("c", 1));
        _rig.Batch(5, "log", 5, new Change("d", 1));
        Assert.Equal(5, _rig.Held("k"));
    }

    [Theory]
    [InlineData("log", 3)] // a hole
    [InlineData("new", 1)] // another log
    [InlineData("new", 2)]
    public void WhenEventsAreMissingBeforeABatch_ThenEverythingGoesAndTokensAreVoid(string logId, long first)
    {
        _rig.Marker(1, "log");
        _rig.Load(2, "k", 5);
        var token = _rig.Miss(2, "l");
        var cleared = _rig.Node.Counters.Cleared;
        _rig.Batch(3, logId, first, new Change("other", 1));
        Assert.Equal(cleared + 1, _rig.Node.Counters.Cleared);
        Assert.Equal(0, _rig.Node.Entries);
        _rig.Fill(4, token, "l", 9);
        Assert.Equal(0, _rig.Held("l"));
        _rig.Load(5, "k", 5);
        _rig.Batch(6, logId, first + 1, new Change("other", 2));
        Assert.Equal(5, _rig.Held("k"));
    }

    [Fact]
    public void WhenANewLogOpensBeforeTheNodeHeardOfThePartition_ThenEverythingGoes()
    {
        // The node joined when the old log was quiet: nothing tells it that the marker it hears is not that log's.
        _rig.Load(1, "k", 5);
        _rig.Marker(2, "new");
        Assert.Equal(0, _rig.Held("k"));
    }

    [Fact]
    public void WhenPartitionsAdvance_ThenEachIsCountedApart()
    {
        _rig.Marker(1, "log");
        _rig.Batch(1, new ChangeBatch(1, "log", 1, 1, []));
        _rig.Load(2, "k", 5);
        _rig.Batch(3, new ChangeBatch(1, "log", 2, 2, [new Change("x", 1)]));
        _rig.Batch(3, new ChangeBatch(0, "log", 2, 2, [new Change("y", 1)]));
        Assert.Equal(5, _rig.Held("k"));
        _rig.Batch(3, new ChangeBatch(1, "log", 4, 4, [new Change("x", 1)]));
        Assert.Equal(0, _rig.Held("k"));
    }

    [Fact]
    public void WhenAChangeConcernsEveryKey_ThenEverythingGoes()
    {
        _rig.Marker(1, "log");
        _rig.Load(2, "k", 5);
        _rig.Batch(3, "log", 2, new Change(null, Message.NoVersion));
        Assert.Equal(0, _rig.Held("k"));
    }

    [Theory]
    [InlineData(-5, 0)]
    [InlineData(-4, 7)]
    [InlineData(0, 7)]
    public void WhenNewsWithoutAVersionOvertookAnAnnouncement_ThenWhatWasCommittedBeforeItIsRejected(long wait, long held)
    {
        _rig.Marker(1, "log");
        _rig.Batch(5, "log", 2, new Change("k", Message.NoVersion));
        _rig.Store(12, _rig.Announce(10, "k"), "k", 7, wait: wait);
        Assert.Equal(held, _rig.Held("k"));
    }

    [Theory]
    [InlineData(-5, 0)]
    [InlineData(-4, 7)]
    public void WhenAGapOvertookAnAnnouncement_ThenWhatWasCommittedBeforeItIsRejected(long wait, long held)
    {
        _rig.Marker(5, "log");
        _rig.Store(12, _rig.Announce(10, "k"), "k", 7, wait: wait);
        Assert.Equal(held, _rig.Held("k"));
    }

    [Theory]
    [InlineData(-5, 0)]
    [InlineData(-4, 7)]
    public void WhenAWriteWasCommittedBeforeTheNodeBeganToHear_ThenItsStoreIsRejected(long wait, long held)
    {
        _rig.Receive(5, Who.Invalidator, new Message { Kind = MessageKind.Subscribed });
        _rig.Store(12, _rig.Announce(10, "k"), "k", 7, wait: wait);
        Assert.Equal(held, _rig.Held("k"));
    }

    [Fact]
    public void WhenTheInvalidatorIsReplaced_ThenHitsWaitForTheNewOnesConfirmation()
    {
        var next = Who.Invalidator with { Incarnation = 2 };
        _rig.Load(1, "k", 1);
        var token = _rig.Miss(1, "l");
        _rig.Node.ViewChanged(2, new View([Who.Node, next]));
        Assert.Equal(next, Assert.Single(_rig.Effects.TakeSent()).To);
        Assert.Equal(MessageKind.Miss, _rig.Lookup(3, "k").Kind);
        _rig.Fill(3, token, "l", 1);
        _rig.Receive(4, next, new Message { Kind = MessageKind.Subscribed });
        Assert.Equal(MessageKind.Hit, _rig.Lookup(5, "k").Kind);
        Assert.Equal(0, _rig.Held("l"));
    }
}
