using AkkaCacheSim.Cluster.Wire;
using AkkaCacheSim.Core.History;
using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Origin;

namespace AkkaCacheSim.Cluster.Messages;

// What the console and the other processes say to each other beside the model's own messages. They are small and few, and belong together.

/// <summary>Console to a process: how are you?</summary>
public sealed record GetStatus : IWireMessage;

/// <summary>A process's answer.</summary>
/// <param name="Name">The process's name.</param>
/// <param name="Incarnation">Its incarnation.</param>
/// <param name="Members">How many members it sees.</param>
/// <param name="Epoch">Which settings it runs under, in the order of the cluster's changes.</param>
/// <param name="Ready">Whether it can do its part.</param>
/// <param name="Figures">Its counters and gauges by name.</param>
public sealed record ProcessStatus(string Name, int Incarnation, int Members, long Epoch, bool Ready, IReadOnlyDictionary<string, long> Figures) : IWireMessage;

/// <summary>Console to a coordinator: start a workload.</summary>
/// <param name="Id">Names it.</param>
/// <param name="Spec">Its specification, JSON.</param>
/// <param name="Trace">A trace to take the requests from, on this host, JSON; null for none.</param>
public sealed record StartWorkload(string Id, string Spec, string? Trace) : IWireMessage;

/// <summary>Coordinator to console: preloading and warming have ended.</summary>
/// <param name="Id">Which workload.</param>
/// <param name="At">When, monotonic ns.</param>
public sealed record WorkloadPrepared(string Id, long At) : IWireMessage;

/// <summary>Console to a coordinator: begin the requests.</summary>
/// <param name="Id">Which workload.</param>
/// <param name="At">When, monotonic ns; the same for all.</param>
public sealed record BeginWorkload(string Id, long At) : IWireMessage;

/// <summary>Console to a coordinator: begin no more requests; report once the last of those under way has ended.</summary>
/// <param name="Id">Which workload.</param>
public sealed record StopWorkload(string Id) : IWireMessage;

/// <summary>Coordinator to console: how far it has got.</summary>
/// <param name="Id">Which workload.</param>
/// <param name="Phase">Where it stands.</param>
/// <param name="Progress">0 to 1.</param>
/// <param name="Requests">Requests ended so far.</param>
public sealed record WorkloadProgress(string Id, string Phase, double Progress, long Requests) : IWireMessage;

/// <summary>Coordinator to console: it has ended.</summary>
/// <param name="Id">Which workload.</param>
/// <param name="Report">What it measured, as <see cref="ReportFormat"/> writes it.</param>
public sealed record WorkloadDone(string Id, byte[] Report) : IWireMessage;

/// <summary>Coordinator to console: it could not be done.</summary>
/// <param name="Id">Which workload.</param>
/// <param name="Why">One line.</param>
public sealed record WorkloadFailed(string Id, string Why) : IWireMessage;

/// <summary>Console to a process: the run is over; end the history.</summary>
public sealed record EndHistory : IWireMessage;

/// <summary>A process's answer: its history is on the disk, and nothing more comes.</summary>
/// <param name="Name">The process's name.</param>
public sealed record HistoryEnded(string Name) : IWireMessage;

/// <summary>Console to origin: what have you gone through?</summary>
/// <param name="From">Since when, ns.</param>
public sealed record GetOriginSeries(long From) : IWireMessage;

/// <summary>Origin to console: this.</summary>
/// <param name="Samples">In order of time.</param>
public sealed record OriginSamples(IReadOnlyList<OriginSample> Samples) : IWireMessage;

/// <summary>Invalidator to origin: where is the broker?</summary>
public sealed record FindBroker : IWireMessage;

/// <summary>Origin to invalidator: here.</summary>
/// <param name="Bootstrap">Its address, HOST:PORT.</param>
public sealed record BrokerAt(string Bootstrap) : IWireMessage;

/// <summary>A node's process to every other: these dirty partitions live here, and no others.</summary>
/// <param name="Process">The process.</param>
/// <param name="Partitions">The partitions that serve.</param>
public sealed record PartitionsAt(Address Process, IReadOnlyList<Address> Partitions) : IWireMessage;

/// <summary>Console to a process's fault agent: your links to these processes are cut from now on, and no others.</summary>
/// <param name="Peers">The processes at the other ends; none mends what was cut.</param>
/// <param name="ForMs">For how long, ms; after that the agent mends them by itself.</param>
public sealed record CutLinks(IReadOnlyList<string> Peers, long ForMs) : IWireMessage;

/// <summary>Console to a process's fault agent: your link to this process is slow from now on.</summary>
/// <param name="Peer">The process at the other end.</param>
/// <param name="BytesPerSecond">What goes through, each way; above 0.</param>
/// <param name="ForMs">For how long, ms; after that the agent ends it by itself.</param>
public sealed record SlowLink(string Peer, long BytesPerSecond, long ForMs) : IWireMessage;

/// <summary>Console to a process's fault agent: your links are neither cut nor slow any more.</summary>
public sealed record HealLinks : IWireMessage;

/// <summary>A fault agent's answer: so it is.</summary>
/// <param name="Name">The process's name.</param>
public sealed record LinksSet(string Name) : IWireMessage;

/// <summary>Console to a process: what have you done? Until some seconds after the last question the process keeps a sample of it.</summary>
/// <param name="After">The number of the last line that the asker has; 0 for none.</param>
/// <param name="Level">The level of the sample, unless the process needs a higher one: of keys, one in two to the power of this.</param>
public sealed record Watch(long After, int Level) : IWireMessage;

/// <summary>A process's answer.</summary>
/// <param name="Process">The process.</param>
/// <param name="Level">The level that it needs itself.</param>
/// <param name="Seen">How much it has done since somebody began to watch it.</param>
/// <param name="Last">The number of the last of these lines: what to ask for next time.</param>
/// <param name="Lines">What it has noted, in order.</param>
public sealed record Watched(Address Process, int Level, long Seen, long Last, IReadOnlyList<HistoryLine> Lines) : IWireMessage;

/// <summary>Console to a node: what do you hold?</summary>
/// <param name="Most">How many entries to show at most, above 0.</param>
public sealed record GetContents(int Most) : IWireMessage;

/// <summary>A node's answer.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Entries">How many entries it has.</param>
/// <param name="Capacity">How many, or how many bytes, it has room for.</param>
/// <param name="Slots">The first of them.</param>
public sealed record Contents(string Name, long Entries, long Capacity, IReadOnlyList<HeldSlot> Slots) : IWireMessage;

/// <summary>An entry of a node.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Value">Its value, shortened; null for a kept absence.</param>
/// <param name="Revision">Where it stands in its key's order; its version is 0 while it is not known to be committed.</param>
/// <param name="Uncommitted">Whether it comes from a write that is not known to be committed.</param>
/// <param name="Ttl">How long it lives on, ns, below 0 once expired; <see cref="long.MaxValue"/> for ever.</param>
public sealed record HeldSlot(string Key, string? Value, Revision Revision, bool Uncommitted, long Ttl);

/// <summary>Console to origin: where do these keys stand? It takes no connection of the pool and counts as no read.</summary>
/// <param name="Keys">The keys, at most <see cref="Limit"/>.</param>
public sealed record GetRevisions(IReadOnlyList<string> Keys) : IWireMessage
{
    /// <summary>The most keys of a question.</summary>
    public const int Limit = 512;
}

/// <summary>Origin to console: there.</summary>
/// <param name="Keys">Those that ever existed.</param>
public sealed record Revisions(IReadOnlyList<KeyRevision> Keys) : IWireMessage;

/// <summary>Where a key stands in the origin.</summary>
/// <param name="Key">The key.</param>
/// <param name="Revision">The revision of its row, also of one that is gone.</param>
public readonly record struct KeyRevision(string Key, Revision Revision);
