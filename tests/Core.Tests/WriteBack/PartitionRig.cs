using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Tests.Support;
using AkkaCacheSim.Core.WriteBack;

namespace AkkaCacheSim.Core.Tests.WriteBack;

/// <summary>A dirty partition and its journal, driven by hand.</summary>
internal sealed class PartitionRig : IJournal
{
    public static readonly SimSettings Settings = new() { Write = "write-back", Backlog = 2 * DirtyPartitions.Count };

    public PartitionRig(PartitionState? state = null, long stampBase = 1_000, long now = 0, SimSettings? settings = null)
    {
        Partition = new DirtyPartition(3, state ?? new PartitionState(), stampBase, settings ?? Settings, Effects, this);
        Partition.Start(now);
        Partition.ViewChanged(now, new View([Who.Origin, Who.Node, Who.OtherNode]));
    }

    public FakeEffects Effects { get; } = new();

    public DirtyPartition Partition { get; }

    /// <summary>What the journal holds.</summary>
    public List<JournalEvent> Events { get; } = [];

    public List<JournalSnapshot> Snapshots { get; } = [];

    /// <summary>What is on its way to the journal.</summary>
    public IReadOnlyList<JournalEvent>? Appending { get; private set; }

    public static PartitionRig Ready(PartitionState? state = null, long now = 0)
    {
        var rig = new PartitionRig(state, now: now);
        rig.Persist(now);
        return rig;
    }

    public void Append(IReadOnlyList<JournalEvent> events)
    {
        Assert.Null(Appending);
        Assert.NotEmpty(events);
        Appending = [.. events];
    }

    public void Save(JournalSnapshot snapshot) => Snapshots.Add(snapshot);

    /// <summary>The journal has what was on its way; what the partition said.</summary>
    public List<(Address To, Message Message)> Persist(long now)
    {
        Events.AddRange(Appending!);
        Appending = null;
        Partition.Persisted(now);
        return Effects.TakeSent();
    }

    public List<(Address To, Message Message)> Enqueue(long now, string key, string? value, long request)
    {
        Partition.Receive(now, Who.Coordinator, new Message { Kind = MessageKind.Enqueue, Key = key, Value = value, WriteId = 100 + request, Request = request });
        return Effects.TakeSent();
    }

    /// <summary>A write that is taken and persisted; its stamp.</summary>
    public long Write(long now, string key, string? value, long request)
    {
        Assert.Empty(Enqueue(now, key, value, request));
        var (to, queued) = Assert.Single(Persist(now));
        Assert.Equal((Who.Coordinator, MessageKind.Queued, request, key), (to, queued.Kind, queued.Request, queued.Key));
        return queued.Stamp;
    }

    public Message Peek(long now, string key)
    {
        Partition.Receive(now, Who.Coordinator, new Message { Kind = MessageKind.Peek, Key = key, Request = 55 });
        var answer = Effects.TakeOne();
        Assert.Equal(55, answer.Request);
        return answer;
    }

    /// <summary>Lets time pass to a moment; the flush sent then, if any.</summary>
    public Message? Tick(long now)
    {
        if (Effects.TakeDueTimer(now)) Partition.Tick(now);
        return Effects.TakeSent().Select(sent => (Message?)sent.Message).SingleOrDefault();
    }

    /// <summary>The origin's answer to a flush; what the partition said.</summary>
    public List<(Address To, Message Message)> Flushed(long now, Message flush, bool applied = true, long version = 1)
    {
        var rows = ((FlushBatch)flush.Batch!).Rows.Select(row => new FlushedRow(row.Key, row.Stamp, version, applied, Conflict: false));
        Partition.Receive(now, Who.Origin, new Message { Kind = MessageKind.Flushed, Request = flush.Request, Batch = new FlushReport([.. rows]) });
        return Effects.TakeSent();
    }

    public PartitionState Replay()
    {
        var state = new PartitionState();
        foreach (var item in Events) state.Apply(item);
        return state;
    }
}
