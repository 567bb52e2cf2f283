using AkkaCacheSim.Cluster.Wire;
using AkkaCacheSim.Core.Machines;
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
