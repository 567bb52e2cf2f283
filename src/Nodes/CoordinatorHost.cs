using System.Text.Json;
using Akka.Actor;
using AkkaCacheSim.Cluster;
using AkkaCacheSim.Cluster.Hosting;
using AkkaCacheSim.Cluster.Messages;
using AkkaCacheSim.Core.Coordinators;
using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Workloads;
using AkkaCacheSim.Core.WriteBack;
using AkkaCacheSim.Traces;
using Address = AkkaCacheSim.Core.Machines.Address;

namespace AkkaCacheSim.Nodes;

/// <summary>The process of one coordinator, and of the client that loads it.</summary>
public sealed class CoordinatorHost : MachineHost, IWithTimers
{
    private static readonly TimeSpan ProgressEvery = TimeSpan.FromMilliseconds(20);

    private Coordinator? _coordinator;
    private Workload? _workload;
    private WorkloadDone? _done;

    /// <summary>Wires the actor.</summary>
    /// <param name="setup">What the process is.</param>
    public CoordinatorHost(ProcessSetup setup)
        : base(setup)
    {
        Receive<StartWorkload>(HandleStart);
        Receive<BeginWorkload>(HandleBegin);
        Receive<StopWorkload>(HandleStop);
        Receive<LookAtWorkload>(HandleLook);
    }

    /// <inheritdoc />
    public ITimerScheduler Timers { get; set; } = null!;

    /// <inheritdoc />
    protected override bool Ready => _coordinator!.Ready && (!Settings.HasDurableQueue || View.PartitionCount == DirtyPartitions.Count);

    /// <inheritdoc />
    protected override void StartMachines() => _coordinator = Add(effects => new Coordinator(Process, Settings, effects));

    /// <inheritdoc />
    protected override IEnumerable<(string Name, long Value)> Figures()
    {
        var counters = _coordinator!.Counters;
        yield return ("requests", counters.AllReads + counters.AllWrites);
        yield return ("reads", counters.AllReads);
        yield return ("writes", counters.AllWrites);
        yield return ("hits", counters.Reads(Outcome.Hit));
        yield return ("stale", counters.Reads(Outcome.Stale));
        yield return ("coalesced", counters.Reads(Outcome.Coalesced));
        yield return ("failovers", counters.Reads(Outcome.Failover));
        yield return ("replicaReads", counters.ReplicaReads);
        yield return ("errors", Failed(Outcome.Error) + Failed(Outcome.Timeout) + Failed(Outcome.Refused));
        yield return ("shed", Failed(Outcome.Shed));
        yield return ("queueing", _coordinator.Queueing);

        long Failed(Outcome outcome) => counters.Reads(outcome) + counters.Writes(outcome);
    }

    private void HandleStart(StartWorkload start)
    {
        if (_workload?.Id == start.Id || _done?.Id == start.Id)
        {
            // Told again: what was said may have got lost.
            if (_workload is null) Sender.Tell(_done!);
            else if (_workload.Prepared) Sender.Tell(new WorkloadPrepared(start.Id, _workload.Generator.PreparedAt));
            return;
        }

        if (_workload is not null)
        {
            Sender.Tell(new WorkloadFailed(start.Id, $"{Setup.Name} is busy with another workload"));
            return;
        }

        try
        {
            var spec = JsonSerializer.Deserialize<WorkloadSpec>(start.Spec)!;
            if (start.Trace is not null) spec = spec with { Trace = TraceFile.ReadAll(JsonSerializer.Deserialize<TraceInput>(start.Trace)!) };
            Begin(start.Id, spec);
        }
        catch (Exception e) when (e is IOException or JsonException or UnauthorizedAccessException or TraceFormatException)
        {
            Sender.Tell(new WorkloadFailed(start.Id, e.Message));
        }
    }

    private void Begin(string id, WorkloadSpec spec)
    {
        var address = new Address(Role.Client, Setup.Index, Process.Incarnation);
        var generator = Add(effects => new LoadGenerator(address, _coordinator!.Self, spec, 2 * Settings.Timeout, effects));
        _workload = new Workload(id, generator, Sender);
        Timers.StartPeriodicTimer(LookAtWorkload.Instance, LookAtWorkload.Instance, ProgressEvery);
    }

    private void HandleBegin(BeginWorkload begin)
    {
        if (_workload?.Id != begin.Id) return;
        _workload.Generator.BeginAt(MonotonicClock.Now(), begin.At);
        EndTurn();
    }

    private void HandleStop(StopWorkload stop)
    {
        if (_workload?.Id != stop.Id) return;
        _workload.Generator.Stop(MonotonicClock.Now());
        EndTurn();
    }

    private void HandleLook(LookAtWorkload _)
    {
        if (_workload is not { } workload) return;
        var generator = workload.Generator;
        if (!workload.Prepared && generator.PreparedAt != long.MaxValue)
        {
            workload.Prepared = true;
            workload.Asker.Tell(new WorkloadPrepared(workload.Id, generator.PreparedAt));
        }

        if (generator.Phase != WorkloadPhase.Done)
        {
            var ended = generator.Report.Reads + generator.Report.Writes;
            workload.Asker.Tell(new WorkloadProgress(workload.Id, generator.Phase.ToString(), generator.Progress(MonotonicClock.Now()), ended));
            return;
        }

        Timers.Cancel(LookAtWorkload.Instance);
        Remove(generator.Self);
        _workload = null;
        _done = new WorkloadDone(workload.Id, ReportFormat.Write(generator.Report));
        workload.Asker.Tell(_done);
    }

    private sealed record Workload(string Id, LoadGenerator Generator, IActorRef Asker)
    {
        /// <summary>Whether the console knows that all is prepared.</summary>
        public bool Prepared { get; set; }
    }

    private sealed class LookAtWorkload
    {
        public static readonly LookAtWorkload Instance = new();
    }
}
