using AkkaCacheSim.Core.Invalidators;
using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Tests.Support;

namespace AkkaCacheSim.Core.Tests.Invalidators;

public sealed class InvalidatorMachineTests
{
    private readonly FakeEffects _effects = new();
    private readonly FakeConsumer _consumer = new();
    private readonly InvalidatorMachine _invalidator;

    public InvalidatorMachineTests()
    {
        _invalidator = new InvalidatorMachine(Who.Invalidator, _effects, _consumer);
        _invalidator.Start(0);
    }

    [Fact]
    public void WhenNotEveryNodeHasSubscribed_ThenNothingFlows()
    {
        Assert.False(_consumer.Flowing);
        _invalidator.ViewChanged(1, View.Empty);
        Assert.False(_consumer.Flowing);
        _invalidator.ViewChanged(1, new View([Who.Node, Who.OtherNode]));
        Say(Who.Node, MessageKind.Subscribe);
        Assert.Equal(MessageKind.Subscribed, _effects.TakeOne().Kind);
        Assert.False(_consumer.Flowing);
        Say(Who.OtherNode, MessageKind.Subscribe);
        Assert.True(_consumer.Flowing && _invalidator.Flowing);
        _invalidator.ViewChanged(2, new View([Who.Node, Who.OtherNode, new Address(Role.Node, 2, 1)]));
        Assert.False(_consumer.Flowing);
        _invalidator.ViewChanged(3, new View([Who.Node]));
        Assert.True(_consumer.Flowing);
        _invalidator.ViewChanged(4, new View([Who.Node with { Incarnation = 2 }]));
        Assert.False(_consumer.Flowing);
    }

    [Fact]
    public void WhenAStrangerSubscribes_ThenItIsNotAnswered()
    {
        _invalidator.ViewChanged(1, new View([Who.Node]));
        Say(Who.OtherNode, MessageKind.Subscribe);
        Assert.Empty(_effects.TakeSent());
    }

    [Fact]
    public void WhenRecordsCome_ThenEveryNodeGetsThemAndTheOffsetWaitsForAll()
    {
        Subscribed();
        _invalidator.Consumed(10, [Record(0, 5, 6, "a", 3), Record(0, 6, 7, "b", 4)]);
        var sent = _effects.TakeSent();
        Assert.Equal([Who.Node, Who.OtherNode], sent.Select(item => item.To));
        Assert.All(sent, item => Assert.Equal(new ChangeBatch(0, "log", 6, 7, [new Change("a", 3), new Change("b", 4)]), item.Message.Changes));
        Done(Who.Node, sent[0].Message.Request);
        Assert.Empty(_consumer.Commits);
        Assert.Equal(1, _invalidator.Pending);
        Done(Who.OtherNode, sent[0].Message.Request);
        Assert.Equal([(0, 7L)], _consumer.Commits);
        Assert.Equal(0, _invalidator.Pending);
        Done(Who.OtherNode, sent[0].Message.Request);
        Assert.Single(_consumer.Commits);
    }

    [Fact]
    public void WhenALaterBatchIsAcknowledgedFirst_ThenItsOffsetWaitsForTheEarlierOne()
    {
        Subscribed();
        var first = Consume(Record(0, 0, 1, "a", 1));
        var second = Consume(Record(0, 1, 2, "a", 2));
        var other = Consume(Record(1, 0, 1, "b", 1));
        Done(Who.Node, first);
        Consume(Record(2, 0, 1, "c", 1));
        DoneByAll(second);
        Assert.Empty(_consumer.Commits);
        DoneByAll(other);
        Assert.Equal([(1, 1L)], _consumer.Commits);
        Done(Who.OtherNode, first);
        Assert.Equal([(1, 1L), (0, 2L)], _consumer.Commits);
    }

    [Fact]
    public void WhenANodeIsSilent_ThenItAndOnlyItIsToldAgainUntilItAnswers()
    {
        Subscribed();
        var batch = Consume(Record(0, 0, 1, "a", 1));
        Done(Who.Node, batch);
        for (var round = 1; round <= 5; round++)
        {
            var repeated = TickTo(10 + (round * Durations.Second)).Where(item => item.Message.Kind == MessageKind.InvalidateBatch).ToList();
            Assert.All(repeated, item => Assert.Equal((Who.OtherNode, batch, "log"), (item.To, item.Message.Request, item.Message.Changes!.LogId)));
            Assert.InRange(repeated.Count, 1, 2);
        }

        Done(Who.OtherNode, batch);
        Assert.DoesNotContain(TickTo(20 * Durations.Second), item => item.Message.Kind == MessageKind.InvalidateBatch);
        Assert.Equal([(0, 1L)], _consumer.Commits);
    }

    [Fact]
    public void WhenHalfASecondHasNotPassed_ThenNothingIsRepeatedAndWhatIsRepeatedIsCounted()
    {
        Subscribed();
        var batch = Consume(Record(0, 0, 1, "a", 1));
        _invalidator.Tick(10 + (500 * Durations.Millisecond) - 1);
        Assert.Empty(_effects.TakeSent());
        Assert.Equal(0, _invalidator.Counters.Repeated);
        _invalidator.Tick(10 + (500 * Durations.Millisecond));
        Assert.All(_effects.TakeSent(), item => Assert.Equal(batch, item.Message.Request));
        Assert.Equal(1, _invalidator.Counters.Repeated);
        _invalidator.Tick(20 + (500 * Durations.Millisecond));
        Assert.Empty(_effects.TakeSent());
    }

    [Fact]
    public void WhenTheLogIsReplaced_ThenWhatCameFromTheOldOneIsNeitherRepeatedNorCommitted()
    {
        Subscribed();
        var batch = Consume(Record(0, 0, 1, "a", 1));
        Consume(Record(0, 1, 2, "a", 2));
        _invalidator.LogReplaced();
        Assert.Equal(0, _invalidator.Pending);
        DoneByAll(batch);
        Assert.DoesNotContain(TickTo(5 * Durations.Second), item => item.Message.Kind == MessageKind.InvalidateBatch);
        Assert.Empty(_consumer.Commits);

        DoneByAll(Consume(new LogRecord(0, 0, "new", 1, new Change("a", 1))));
        Assert.Equal([(0, 1L)], _consumer.Commits);
    }

    // The consumer may have had it in its hands when the last node left: there is nobody to wait for.
    [Fact]
    public void WhenThereIsNobodyToTell_ThenTheOffsetIsCommittedAtOnce()
    {
        Subscribed();
        _invalidator.ViewChanged(1, View.Empty);
        _invalidator.Consumed(10, [Record(0, 0, 1, "a", 1)]);
        Assert.Equal([(0, 1L)], _consumer.Commits);
        Assert.Equal(0, _invalidator.Pending);
    }

    [Fact]
    public void WhenASilentNodeIsRemoved_ThenItHoldsNothingBackAnyLonger()
    {
        Subscribed();
        var batch = Consume(Record(0, 0, 1, "a", 1));
        Done(Who.Node, batch);
        _invalidator.ViewChanged(20, new View([Who.Node]));
        Assert.Equal([(0, 1L)], _consumer.Commits);
        Assert.Equal(0, _invalidator.Pending);
    }

    [Fact]
    public void WhenANodeComesBackInANewLife_ThenItsOldLifesBatchesAreNotAwaitedOfIt()
    {
        Subscribed();
        var batch = Consume(Record(0, 0, 1, "a", 1));
        Done(Who.Node, batch);
        var next = Who.OtherNode with { Incarnation = 2 };
        _invalidator.ViewChanged(20, new View([Who.Node, next]));
        Assert.Equal([(0, 1L)], _consumer.Commits);
        Assert.False(_consumer.Flowing);
        Say(next, MessageKind.Subscribe);
        Assert.True(_consumer.Flowing);
        Assert.Equal([Who.Node, next], ToldBy(Record(0, 1, 2, "a", 2)));
    }

    [Fact]
    public void WhenThereAreHolesOrAnotherLog_ThenTheRunsAreSplitThere()
    {
        Subscribed();
        _invalidator.Consumed(10, [
            Record(0, 0, 1, "a", 1), Record(1, 0, 1, "x", 1), Record(0, 1, 2, "b", 1), // two partitions
            Record(0, 2, 4, "c", 1), // 3 is missing
            Record(0, 3, 4, "c", 1), // published twice
            new LogRecord(0, 4, "new", 5, new Change("d", 1)),
        ]);
        var runs = _effects.TakeSent().Where(item => item.To == Who.Node).Select(item => item.Message.Changes!).Select(run => (run.Partition, run.LogId, run.First, run.Last));
        Assert.Equal([(0, "log", 1, 2), (0, "log", 4, 4), (0, "log", 4, 4), (0, "new", 5, 5), (1, "log", 1, 1)], runs.Order());
        Assert.Equal((6, 5), (_invalidator.Counters.Consumed, _invalidator.Counters.Batches));
    }

    [Fact]
    public void WhenARecordCarriesNoChange_ThenItsNumberIsToldAllTheSame()
    {
        Subscribed();
        _invalidator.Consumed(10, [new LogRecord(0, 0, "log", 1, null)]);
        var marker = _effects.TakeSent()[0].Message.Changes!;
        Assert.Equal((1, 1, 0), (marker.First, marker.Last, marker.Changes.Count));
    }

    [Fact]
    public void WhenTimePasses_ThenEveryNodeThatSubscribedHearsAHeartbeatEachSecond()
    {
        Subscribed();
        Assert.Equal(500 * Durations.Millisecond, _effects.TimerAt);
        Assert.Empty(TickTo(Durations.Second - 1));
        var beats = TickTo(10 * Durations.Second).Where(item => item.Message.Kind == MessageKind.Heartbeat).CountBy(item => item.To).ToDictionary();
        Assert.Equal(2, beats.Count);
        Assert.All(beats.Values, count => Assert.InRange(count, 9, 11));
    }

    private static LogRecord Record(int partition, long offset, long sequence, string key, long version) => new(partition, offset, "log", sequence, new Change(key, version));

    private void Subscribed()
    {
        _invalidator.ViewChanged(0, new View([Who.Node, Who.OtherNode]));
        Say(Who.Node, MessageKind.Subscribe);
        Say(Who.OtherNode, MessageKind.Subscribe);
        _effects.TakeSent();
    }

    private void Say(Address from, MessageKind kind) => _invalidator.Receive(5, from, new Message { Kind = kind });

    private long Consume(LogRecord record)
    {
        _invalidator.Consumed(10, [record]);
        return _effects.TakeSent()[0].Message.Request;
    }

    private IEnumerable<Address> ToldBy(LogRecord record)
    {
        _effects.TakeSent();
        _invalidator.Consumed(10, [record]);
        return _effects.TakeSent().Select(item => item.To).Order(Comparer<Address>.Create((a, b) => a.Index - b.Index));
    }

    private void Done(Address from, long batch) => _invalidator.Receive(11, from, new Message { Kind = MessageKind.BatchDone, Request = batch });

    private void DoneByAll(long batch)
    {
        Done(Who.Node, batch);
        Done(Who.OtherNode, batch);
    }

    private List<(Address To, Message Message)> TickTo(long now)
    {
        while (_effects.TimerAt <= now)
        {
            var at = _effects.TimerAt;
            _effects.TakeDueTimer(at);
            _invalidator.Tick(at);
        }

        return _effects.TakeSent();
    }
}
