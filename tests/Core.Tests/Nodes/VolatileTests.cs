using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Tests.Support;
using AkkaCacheSim.Core.WriteBack;

namespace AkkaCacheSim.Core.Tests.Nodes;

public sealed class VolatileTests
{
    private static readonly SimSettings Volatile = new() { Nodes = 1, Slots = 4, Ttl = Durations.None, Write = "write-back", Durability = "volatile", Backlog = 2 };

    private readonly NodeRig _rig = new(Volatile);

    public VolatileTests() => _rig.Node.ViewChanged(0, new View([Who.Node, Who.Origin]));

    [Fact]
    public void WhenAWriteComes_ThenItIsHeldAcknowledgedAndServed()
    {
        var queued = Write(1, "k", "new", 7);
        Assert.Equal((MessageKind.Queued, 7, "k"), (queued.Kind, queued.Request, queued.Key));
        var hit = _rig.Lookup(2, "k");
        Assert.Equal((MessageKind.Hit, "new", 0, 107), (hit.Kind, hit.Value, hit.Version, hit.WriteId));
        Assert.Equal(1, _rig.Node.Dirty.Count);
    }

    [Fact]
    public void WhenADirtyCopyIsEvicted_ThenItIsServedAllTheSame()
    {
        Write(1, "k", "new", 7);
        for (var i = 0; i < 4; i++) _rig.Load(2, "l" + i, 1);
        Assert.DoesNotContain(_rig.Node.Copies(), copy => copy.Key == "k");
        Assert.Equal("new", _rig.Lookup(3, "k").Value);
    }

    [Fact]
    public void WhenADeleteIsHeld_ThenReadersFindTheKeyDeletedAndNoCopyStays()
    {
        _rig.Load(1, "k", 3);
        Write(2, "k", null, 7);
        var hit = _rig.Lookup(3, "k");
        Assert.Equal((MessageKind.Hit, true, null), (hit.Kind, hit.Deleted, hit.Value));
        Assert.Equal(0, _rig.Node.Entries);
    }

    [Fact]
    public void WhenAReadBeganBeforeTheWrite_ThenItFillsNothing()
    {
        var token = _rig.Miss(1, "k");
        Write(2, "k", "new", 7);
        _rig.Fill(3, token, "k", 5);
        Assert.Equal("new", _rig.Lookup(4, "k").Value);
        Flushed(2 + Flusher.Age, Flush(2 + Flusher.Age), 9);
        Assert.Equal(("new", 9), (_rig.Lookup(3 + Flusher.Age, "k").Value, _rig.Held("k")));
    }

    [Fact]
    public void WhenTheOriginHasTakenTheRow_ThenTheCopyHasItsVersion()
    {
        Write(0, "k", "new", 7);
        var flush = Flush(Flusher.Age);
        Assert.False(((FlushBatch)flush.Batch!).Stamped);
        Flushed(Flusher.Age + 1, flush, 9);
        Assert.Equal((9, 0), (_rig.Held("k"), _rig.Node.Dirty.Count));
        var hit = _rig.Lookup(Flusher.Age + 2, "k");
        Assert.Equal(("new", 9, 0), (hit.Value, hit.Version, hit.WriteId));
    }

    [Fact]
    public void WhenTheKeyWasWrittenAgainMeanwhile_ThenTheCopyWaitsForItsOwnFlush()
    {
        Write(0, "k", "new", 7);
        var flush = Flush(Flusher.Age);
        Write(Flusher.Age, "k", "newer", 8);
        Flushed(Flusher.Age + 1, flush, 9);
        Assert.Equal((0, 1), (_rig.Held("k"), _rig.Node.Dirty.Count));
        Assert.Equal("newer", _rig.Lookup(Flusher.Age + 2, "k").Value);
    }

    [Fact]
    public void WhenTheQueueIsFull_ThenWritersWaitAndFollowTheFlush()
    {
        Write(0, "a", "1", 1);
        Write(0, "b", "2", 2);
        _rig.Receive(0, Who.Coordinator, Enqueue("c", "3", 3));
        _rig.Receive(0, Who.Coordinator, Enqueue("d", "4", 4));
        _rig.Receive(0, Who.Coordinator, Enqueue("e", "5", 5));
        var refusal = _rig.Effects.TakeOne();
        Assert.Equal((Outcome.Refused, 5), (refusal.Outcome, refusal.Request));
        Flushed(Flusher.Age, Flush(Flusher.Age), 1, 3, 4);
        Assert.Equal("3", _rig.Lookup(Flusher.Age, "c").Value);
    }

    [Fact]
    public void WhenAWriterHasWaitedHalfItsTime_ThenItIsRefused()
    {
        Write(0, "a", "1", 1);
        Write(0, "b", "2", 2);
        _rig.Receive(0, Who.Coordinator, Enqueue("c", "3", 3));
        Assert.DoesNotContain(_rig.PassTo((Volatile.Timeout / 2) - 1), said => said.Message.Kind == MessageKind.Failed);
        var refusal = Assert.Single(_rig.PassTo(Volatile.Timeout / 2), said => said.To == Who.Coordinator).Message;
        Assert.Equal((MessageKind.Failed, Outcome.Refused, 3), (refusal.Kind, refusal.Outcome, refusal.Request));
    }

    [Fact]
    public void WhenAFlushFails_ThenItIsSentAgain()
    {
        Write(0, "k", "new", 7);
        var flush = Flush(Flusher.Age);
        _rig.Receive(Flusher.Age, Who.Origin, new Message { Kind = MessageKind.Failed, Request = flush.Request, Outcome = Outcome.Error });
        Assert.Empty(_rig.Effects.TakeSent());
        var again = Assert.Single(_rig.PassTo(Flusher.Age + (60 * Durations.Millisecond))).Message;
        Assert.Equal((MessageKind.Flush, "new"), (again.Kind, Assert.Single(((FlushBatch)again.Batch!).Rows).Value));
        Assert.Equal(1, _rig.Node.Dirty.Counters.Retries);
    }

    [Fact]
    public void WhenTheNextOriginComes_ThenWhatIsDirtyIsFlushedAtOnce()
    {
        Write(0, "k", "new", 7);
        _rig.Node.ViewChanged(1, new View([Who.Node]));
        Assert.Empty(_rig.PassTo(Flusher.Age));
        _rig.Node.ViewChanged(Flusher.Age + 1, new View([Who.Node, Who.Origin with { Incarnation = 2 }]));
        Assert.Equal(MessageKind.Flush, _rig.Effects.TakeOne().Kind);
    }

    [Fact]
    public void WhenWriteBackIsBeingLeft_ThenWhatIsDirtyIsFlushedAtOnce()
    {
        Write(0, "k", "new", 7);
        _rig.Node.Configure(1, Volatile with { Draining = true });
        Assert.Equal(MessageKind.Flush, _rig.Effects.TakeOne().Kind);
    }

    [Fact]
    public void WhenABatchIsFull_ThenItIsFlushedAtOnce()
    {
        var rig = new NodeRig(Volatile with { Backlog = 10_000 });
        rig.Node.ViewChanged(0, new View([Who.Node, Who.Origin]));
        for (var i = 0; i < Flusher.BatchRows - 1; i++) rig.Receive(1, Who.Coordinator, Enqueue("k" + i, "v", i));
        Assert.DoesNotContain(rig.Effects.TakeSent(), said => said.Message.Kind == MessageKind.Flush);
        rig.Receive(1, Who.Coordinator, Enqueue("last", "v", 1));
        Assert.Single(rig.Effects.TakeSent(), said => said.Message.Kind == MessageKind.Flush);
    }

    [Fact]
    public void WhenADirtyValueIsServed_ThenThatIsAHit()
    {
        Write(1, "k", "new", 7);
        _rig.Lookup(2, "k");
        Assert.Equal((1, 0), (_rig.Node.Counters.Hits, _rig.Node.Counters.Misses));
    }

    // The log tells of a flushed write by its id: the copy is that very value, and stays.
    [Fact]
    public void WhenTheLogTellsOfAWriteThatIsHere_ThenItsCopyStaysAndHasItsVersion()
    {
        var rig = new NodeRig(Volatile with { Invalidation = InvalidationStrategies.Cdc });
        rig.Node.ViewChanged(0, new View([Who.Node, Who.Origin, Who.Invalidator]));
        rig.Receive(0, Who.Invalidator, new Message { Kind = MessageKind.Subscribed });
        rig.Marker(0, "log");
        rig.Receive(1, Who.Coordinator, Enqueue("k", "new", 7));
        rig.Effects.TakeSent();
        rig.Batch(2, "log", 2, new Change("k", 9) { WriteId = 107 }, new Change("unknown", 3) { WriteId = 108 });
        Assert.Equal(9, rig.Held("k"));
    }

    // The background job may have read the row before it was flushed, and the copy may be gone by then.
    [Fact]
    public void WhenARowWasReadBeforeItsFlush_ThenItFillsNothing()
    {
        Write(0, "k", "new", 7);
        Assert.True(Assert.Single(_rig.Tell(1, MessageKind.Renew, "k", 50)).Message.Token);
        for (var i = 0; i < 4; i++) _rig.Load(2, "l" + i, 1);
        Flushed(Flusher.Age, Flush(Flusher.Age), 9);
        _rig.Fill(Flusher.Age + 1, 50, "k", 4);
        Assert.Equal(0, _rig.Held("k"));
    }

    [Fact]
    public void WhenADirtyKeyIsFlushed_ThenItsCopyLivesAsLongAsAnyOther()
    {
        var rig = new NodeRig(Volatile with { Ttl = Durations.Second });
        rig.Node.ViewChanged(0, new View([Who.Node, Who.Origin]));
        rig.Receive(5, Who.Coordinator, Enqueue("k", "new", 7));
        Assert.Equal(5 + Durations.Second, Assert.Single(rig.Node.Copies()).Entry.ExpiresAt);
    }

    [Fact]
    public void WhenAnotherNodeOwnsTheKey_ThenTheWriteIsRefusedAndWhatIsDirtyIsStillFlushed()
    {
        Write(0, "k", "new", 7);
        _rig.Node.ViewChanged(1, new View([Who.OtherNode, Who.Origin]));
        _rig.Receive(2, Who.Coordinator, Enqueue("k", "newer", 8));
        Assert.Equal((MessageKind.Failed, Outcome.Refused), (_rig.Effects.TakeOne() is var answer ? answer.Kind : default, answer.Outcome));
        Assert.Equal(1, _rig.Node.Counters.Moved);
        Assert.Equal("new", Assert.Single(((FlushBatch)Flush(Flusher.Age).Batch!).Rows).Value);
    }

    [Fact]
    public void WhenAWriterWaitsWhileAnotherNodeTakesTheKey_ThenTheWriteIsHeldWithoutACopy()
    {
        Write(0, "a", "1", 1);
        Write(0, "b", "2", 2);
        _rig.Receive(0, Who.Coordinator, Enqueue("c", "3", 3));
        _rig.Node.ViewChanged(1, new View([Who.OtherNode, Who.Origin]));
        Flushed(Flusher.Age, Flush(Flusher.Age), 1, 3);
        Assert.Equal((0, 1), (_rig.Node.Entries, _rig.Node.Dirty.Count));
    }

    private static Message Enqueue(string key, string? value, long request) => new() { Kind = MessageKind.Enqueue, Key = key, Value = value, WriteId = 100 + request, Request = request };

    private Message Write(long now, string key, string? value, long request)
    {
        _rig.Receive(now, Who.Coordinator, Enqueue(key, value, request));
        return _rig.Effects.TakeOne();
    }

    private Message Flush(long now)
    {
        if (_rig.Effects.TakeDueTimer(now)) _rig.Node.Tick(now);
        var (to, flush) = Assert.Single(_rig.Effects.TakeSent());
        Assert.Equal((Who.Origin, MessageKind.Flush), (to, flush.Kind));
        return flush;
    }

    // The origin's answer; the writes that are acknowledged for it.
    private void Flushed(long now, Message flush, long version, params long[] acknowledged)
    {
        var rows = ((FlushBatch)flush.Batch!).Rows.Select(row => new FlushedRow(row.Key, row.Stamp, version, Applied: true, Conflict: false));
        _rig.Receive(now, Who.Origin, new Message { Kind = MessageKind.Flushed, Request = flush.Request, Batch = new FlushReport([.. rows]) });
        Assert.Equal(acknowledged, _rig.Effects.TakeSent().Where(sent => sent.Message.Kind == MessageKind.Queued).Select(sent => sent.Message.Request));
    }
}
