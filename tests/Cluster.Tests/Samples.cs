using AkkaCacheSim.Cluster.Messages;
using AkkaCacheSim.Cluster.Wire;
using AkkaCacheSim.Core.History;
using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Origin;

namespace AkkaCacheSim.Cluster.Tests;

/// <summary>At least one message of every type that travels.</summary>
internal static class Samples
{
    public static readonly Address Coordinator = new(Role.Coordinator, 3, int.MinValue);
    public static readonly Address Node = new(Role.Node, 63, int.MaxValue);

    /// <summary>A message with no field left at its default.</summary>
    public static readonly Message Full = new()
    {
        Kind = MessageKind.InvalidateBatch,
        Outcome = Outcome.Refused,
        Deleted = true,
        Token = true,
        Request = long.MinValue,
        Key = "clé \U0001F5DD",
        Value = "värde",
        Version = Message.NoVersion,
        Wait = 1_234_567_890_123,
        WriteId = -7,
        Node = new Address(Role.Node, 2, 99),
        Stamp = long.MaxValue - 1,
        Changes = new ChangeBatch(5, "log-1", 7, 9, [new Change("a", 3), new Change(null, Message.NoVersion), new Change("", 0) { Stamp = 1L << 40, WriteId = -5 }]),
    };

    /// <summary>Batches of every kind, empty ones and the extremes of their fields among them.</summary>
    public static readonly IReadOnlyList<IBatch> Batches =
    [
        Full.Changes!,
        new ChangeBatch(0, "", 0, 0, []),
        new FlushBatch(true, [new FlushRow("clé", "värde", long.MaxValue, long.MinValue, 1), new FlushRow("", null, 0, 0, long.MinValue), new FlushRow("b", "", 1, 2, 3)]),
        new FlushBatch(false, []),
        new FlushReport([new FlushedRow("a", 7, long.MaxValue, true, true), new FlushedRow("", 0, 0, false, false), new FlushedRow("b", -1, 2, true, false)]),
        new FlushReport([]),
    ];

    /// <summary>A line of a history with every field set.</summary>
    public static readonly HistoryLine FullLine = new()
    {
        Kind = HistoryKind.Drop,
        Outcome = Outcome.Coalesced,
        Deleted = true,
        Key = "ключ",
        Version = long.MaxValue,
        WriteId = long.MinValue,
        Volatile = true,
        Start = 1,
        End = long.MaxValue,
        Client = Coordinator,
        Node = Node,
        Cause = Causes.Evicted,
    };

    /// <summary>Messages of every type, the extremes of their fields among them.</summary>
    public static readonly IReadOnlyList<IWireMessage> All =
    [
        Letters(Full),
        Letters(Full, Full, default, Full),
        Letters([.. Batches.Select(batch => new Message { Batch = batch })]),
        new Envelope(ReadOnlyMemory<Letter>.Empty),
        new GetStatus(),
        new ProcessStatus("node-0", int.MinValue, 7, long.MaxValue, true, new Dictionary<string, long> { ["hits"] = long.MaxValue, ["misses"] = -1, [""] = 0 }),
        new ProcessStatus("", 0, 0, 0, false, new Dictionary<string, long>()),
        new StartWorkload("run", "{}", "/a/trace"),
        new StartWorkload("run", "{}", null),
        new WorkloadPrepared("run", long.MaxValue),
        new BeginWorkload("run", 1),
        new StopWorkload("run"),
        new WorkloadProgress("run", "Running", 0.1 + 0.2, long.MaxValue),
        new WorkloadDone("run", [0, 255, 1]),
        new WorkloadDone("", []),
        new WorkloadFailed("run", "why"),
        new EndHistory(),
        new HistoryEnded("coordinator-0"),
        new FindBroker(),
        new BrokerAt("127.0.0.1:9092"),
        new PartitionsAt(Node, []),
        new PartitionsAt(Node, [new Address(Role.Dirty, 0, 1), new Address(Role.Dirty, 15, int.MaxValue)]),
        new GetOriginSeries(long.MaxValue),
        new CutLinks(["node-0", "", "console"], long.MaxValue),
        new CutLinks([], 0),
        new SlowLink("origin", 1, long.MaxValue),
        new HealLinks(),
        new LinksSet("node-63"),
        new Watch(long.MaxValue, 16),
        new Watched(Node, 0, 0, 0, []),
        new Watched(Node, 16, long.MaxValue, long.MinValue, [FullLine, default, FullLine with { Key = "", Cause = null, End = long.MinValue }]),
        new GetContents(64),
        new Contents("node-0", 0, 1, []),
        new Contents("node-63", long.MaxValue, long.MaxValue, [new HeldSlot("k", null, default, false, long.MinValue), new HeldSlot("", "v\uFFFE", new Revision(long.MaxValue, 1), true, long.MaxValue)]),
        new GetRevisions([]),
        new GetRevisions(["k", ""]),
        new Revisions([]),
        new Revisions([new KeyRevision("k", new Revision(1, long.MaxValue)), new KeyRevision("", default)]),
        new OriginSamples([]),
        new OriginSamples([new OriginSample(long.MaxValue, 1, 2, 3, 4, 5), new OriginSample(0, int.MaxValue, int.MinValue, 0, -1, 0)]),
    ];

    public static Envelope Letters(params Message[] messages) =>
        new(messages.Select(message => new Letter(Coordinator, Node, message)).ToArray());
}
