using System.Text.Json;
using Akka.Actor;
using AkkaCacheSim.Cluster;
using AkkaCacheSim.Cluster.Hosting;
using AkkaCacheSim.Cluster.Messages;
using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Workloads;
using Address = AkkaCacheSim.Core.Machines.Address;

namespace AkkaCacheSim.Console.Live;

/// <summary>The console's actor: sends single commands, starts workloads, gathers.</summary>
internal sealed class ConsoleHost : MachineHost, IWithTimers
{
    private static readonly TimeSpan EndWithin = TimeSpan.FromSeconds(20);

    private readonly List<Gathering<ProcessStatus>> _statuses = [];
    private readonly List<Gathering<string>> _histories = [];
    private readonly List<Gathering<OriginSamples>> _series = [];
    private CommandClient? _client;
    private RunWorkload? _run;
    private WorkloadReport? _sum;
    private int _runsLeft;

    public ConsoleHost(ProcessSetup setup)
        : base(setup)
    {
        Receive<SubmitCommand>(HandleSubmit);
        Receive<GatherStatus>(HandleGather);
        Receive<ProcessStatus>(status => Arrived(_statuses, status));
        Receive<GatherOriginSeries>(HandleGatherSeries);
        Receive<OriginSamples>(samples => Arrived(_series, samples));
        Receive<EndAllHistories>(HandleEndAll);
        Receive<HistoryEnded>(ended => Arrived(_histories, ended.Name));
        Receive<GaveUp>(m => m.Gathering());
        Receive<RunWorkload>(HandleRun);
        Receive<WorkloadProgress>(progress => _run?.Progress(progress));
        Receive<WorkloadDone>(HandleDone);
        Receive<WorkloadFailed>(HandleFailed);
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected override bool Ready => true;

    protected override void StartMachines() => _client = Add(effects => new CommandClient(Process, Settings, effects));

    protected override IEnumerable<(string Name, long Value)> Figures() => [];

    protected override void OnViewChanged()
    {
        // A coordinator that is gone will not report any more.
        if (_run is not null && View.Coordinators.IsEmpty) Fail("every coordinator has left");
    }

    private void HandleSubmit(SubmitCommand submit)
    {
        _client!.Submit(MonotonicClock.Now(), submit.Command, result => submit.Done.TrySetResult(result));
        EndTurn();
    }

    private void HandleGather(GatherStatus gather)
    {
        var gathering = new Gathering<ProcessStatus>(View.Members.Length, statuses => gather.Done.TrySetResult(statuses));
        Begin(_statuses, gathering, gather.Within, new GetStatus(), View.Members);
    }

    private void HandleGatherSeries(GatherOriginSeries gather)
    {
        Address[] origin = View.Origin.Role == Role.Origin ? [View.Origin] : [];
        var gathering = new Gathering<OriginSamples>(origin.Length, answers => gather.Done.TrySetResult([.. answers.SelectMany(answer => answer.Samples)]));
        Begin(_series, gathering, gather.Within, new GetOriginSeries(gather.From), origin);
    }

    private void HandleEndAll(EndAllHistories end)
    {
        var gathering = new Gathering<string>(View.Members.Length, names => end.Done.TrySetResult(names.Count));
        Begin(_histories, gathering, EndWithin, new EndHistory(), View.Members);
    }

    private void Begin<T>(List<Gathering<T>> gatherings, Gathering<T> gathering, TimeSpan within, object question, IEnumerable<Address> members)
    {
        gatherings.Add(gathering);
        Timers.StartSingleTimer(gathering, new GaveUp(() => Complete(gatherings, gathering)), within);
        foreach (var member in members) HostOf(member)?.Tell(question);
        if (gathering.Expected == 0) Complete(gatherings, gathering);
    }

    private void Arrived<T>(List<Gathering<T>> gatherings, T answer)
    {
        foreach (var gathering in gatherings.ToList())
        {
            gathering.Answers.Add(answer);
            if (gathering.Answers.Count >= gathering.Expected) Complete(gatherings, gathering);
        }
    }

    private void Complete<T>(List<Gathering<T>> gatherings, Gathering<T> gathering)
    {
        if (!gatherings.Remove(gathering)) return;
        Timers.Cancel(gathering);
        gathering.Done(gathering.Answers);
    }

    private void HandleRun(RunWorkload run)
    {
        if (_run is not null || View.Coordinators.IsEmpty)
        {
            run.Done.TrySetException(new LiveException(_run is null ? "there is no coordinator to run a workload" : "another workload is running"));
            return;
        }

        _run = run;
        _sum = new WorkloadReport();
        _runsLeft = View.Coordinators.Length;
        foreach (var coordinator in View.Coordinators)
        {
            var share = run.Spec with { Share = coordinator.Index, Rate = run.Spec.Rate / _runsLeft };
            HostOf(coordinator)!.Tell(new StartWorkload("run", JsonSerializer.Serialize(share), run.Trace is null ? null : JsonSerializer.Serialize(run.Trace)));
        }
    }

    private void HandleDone(WorkloadDone done)
    {
        if (_run is null) return;
        _sum!.Add(ReportFormat.Read(done.Report));
        if (--_runsLeft > 0) return;
        _run.Done.TrySetResult(_sum);
        _run = null;
    }

    private void HandleFailed(WorkloadFailed failed) => Fail(failed.Why);

    private void Fail(string why)
    {
        _run?.Done.TrySetException(new LiveException(why));
        _run = null;
    }

    private sealed record Gathering<T>(int Expected, Action<IReadOnlyList<T>> Done)
    {
        public List<T> Answers { get; } = [];
    }

    private sealed record GaveUp(Action Gathering);
}
