using AkkaCacheSim.Cluster.Hosting;
using AkkaCacheSim.Cluster.Messages;
using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Origin;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Workloads;
using AkkaCacheSim.Traces;

namespace AkkaCacheSim.Console.Live;

// What the console's own code asks its actor. None of it leaves the process; the answers complete tasks.

/// <summary>One request through a coordinator.</summary>
internal sealed record SubmitCommand(Message Command, TaskCompletionSource<Message> Done);

/// <summary>Ask every member how it is, and wait so long for the answers.</summary>
internal sealed record GatherStatus(TimeSpan Within, TaskCompletionSource<IReadOnlyList<ProcessStatus>> Done);

/// <summary>Ask the origin what it has gone through since a moment, ns, and wait so long for the answer; nothing when none comes.</summary>
internal sealed record GatherOriginSeries(long From, TimeSpan Within, TaskCompletionSource<IReadOnlyList<OriginSample>> Done);

/// <summary>Write other settings: the singleton's business, in this process because only consoles have it.</summary>
internal sealed record WriteSettings(SimSettings Settings, TaskCompletionSource<EpochSettings> Done);

/// <summary>Run a workload, shared out among the coordinators; <c>Starting</c> is told when its requests begin, monotonic ns.</summary>
internal sealed record RunWorkload(WorkloadSpec Spec, TraceInput? Trace, Action<WorkloadProgress> Progress, Action<long> Starting, TaskCompletionSource<IReadOnlyList<ShareReport>> Done);

/// <summary>The workload that runs is to end early: it begins no more requests. Without one nothing happens.</summary>
internal sealed record StopRun;

/// <summary>One write to the database, behind the cache's back.</summary>
internal sealed record SubmitBypass(Message Write, TaskCompletionSource<Message> Done);

/// <summary>A process was killed on purpose: do not wait until the cluster finds out.</summary>
internal sealed record ProcessKilled(string Name);

/// <summary>End the history everywhere.</summary>
internal sealed record EndAllHistories(TaskCompletionSource<int> Done);
