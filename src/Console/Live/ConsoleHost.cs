using System.Collections.Immutable;
using Akka.Actor;
using AkkaCacheSim.Cluster;
using AkkaCacheSim.Cluster.Hosting;
using AkkaCacheSim.Cluster.Messages;
using AkkaCacheSim.Core.Machines;
using Address = AkkaCacheSim.Core.Machines.Address;

namespace AkkaCacheSim.Console.Live;

/// <summary>The console's actor: sends single commands, starts workloads, gathers.</summary>
internal sealed class ConsoleHost : MachineHost, IWithTimers
{
    private static readonly TimeSpan EndWithin = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan TellAgainEvery = TimeSpan.FromSeconds(1);

    private readonly EventLog _events;
    private CommandClient? _client;
    private ImmutableArray<Address> _members = [];
    private readonly HashSet<Address> _killed = [];
    private SharedRun? _run;

    // Unlike those of a console that was there before this one: coordinators remember.
    private long _runs = MonotonicClock.Now();

    /// <param name="setup">What the process is.</param>
    /// <param name="events">Told who has joined and who is gone.</param>
    public ConsoleHost(ProcessSetup setup, EventLog events)
        : base(setup)
    {
        _events = events;
        Receive<SubmitCommand>(HandleSubmit);
        Receive<SubmitBypass>(HandleBypass);
        Receive<GatherStatus>(HandleGather);
        Receive<GatherOriginSeries>(HandleGatherSeries);
        Receive<EndAllHistories>(HandleEndAll);
        Receive<RunWorkload>(HandleRun);
        Receive<StopRun>(HandleStopRun);
        Receive<TellAgain>(HandleTellAgain);
        Receive<WorkloadProgress>(progress => _run?.Progress(progress));
        Receive<WorkloadPrepared>(HandlePrepared);
        Receive<ProcessKilled>(HandleKilled);
        Receive<WorkloadDone>(HandleDone);
        Receive<WorkloadFailed>(HandleFailed);
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected override bool Ready => true;

    protected override void StartMachines() => _client = Add(effects => new CommandClient(Process, Settings, effects));

    protected override IEnumerable<(string Name, long Value)> Figures() => [];

    protected override void OnViewChanged()
    {
        foreach (var gone in _members.Except(View.Members)) _events.Add("member", $"{gone.Name} removed");
        foreach (var come in View.Members.Except(_members)) _events.Add("member", $"{come.Name} joined");
        _members = View.Members;

        // A coordinator that is gone will not report any more.
        _killed.IntersectWith(View.Members);
        if (_run?.Died(coordinator => !View.Has(coordinator)) == true) _run = null;
    }

    private IEnumerable<Address> Living => View.Members.Where(member => !_killed.Contains(member));

    private void HandleSubmit(SubmitCommand submit)
    {
        _client!.Submit(MonotonicClock.Now(), submit.Command, result => submit.Done.TrySetResult(result));
        EndTurn();
    }

    private void HandleBypass(SubmitBypass submit)
    {
        _client!.Bypass(MonotonicClock.Now(), submit.Write, result => submit.Done.TrySetResult(result));
        EndTurn();
    }

    private void HandleGather(GatherStatus gather) =>
        Gather<ProcessStatus>(new GetStatus(), Living, gather.Within, statuses => gather.Done.TrySetResult([.. statuses.DistinctBy(status => status.Name)]));

    private void HandleGatherSeries(GatherOriginSeries gather)
    {
        Address[] origin = View.Origin.Role == Role.Origin ? [View.Origin] : [];
        Gather<OriginSamples>(new GetOriginSeries(gather.From), origin, gather.Within, answers => gather.Done.TrySetResult([.. answers.SelectMany(answer => answer.Samples)]));
    }

    private void HandleEndAll(EndAllHistories end) =>
        Gather<HistoryEnded>(new EndHistory(), Living, EndWithin, ended => end.Done.TrySetResult(ended.Count));

    private void Gather<T>(object question, IEnumerable<Address> members, TimeSpan within, Action<IReadOnlyList<T>> done)
    {
        IActorRef[] hosts = [.. members.Select(HostOf).OfType<IActorRef>()];
        Context.ActorOf(Props.Create(() => new Gatherer<T>(question, hosts, within, done)));
    }

    private void HandleRun(RunWorkload run)
    {
        List<Address> coordinators = [.. View.Coordinators.Where(coordinator => !_killed.Contains(coordinator))];
        if (_run is not null || coordinators.Count == 0)
        {
            run.Done.TrySetException(new LiveException(_run is null ? "there is no coordinator to run a workload" : "another workload is running"));
            return;
        }

        _run = new SharedRun(++_runs, run, coordinators);
        foreach (var (coordinator, start) in _run.Starts()) HostOf(coordinator)!.Tell(start);
        Timers.StartPeriodicTimer(TellAgain.Instance, TellAgain.Instance, TellAgainEvery);
    }

    private void HandleStopRun(StopRun _)
    {
        _run?.Stop();
        TellStops();
    }

    // A cut link loses words, and a run must not wait for one that is lost.
    private void HandleTellAgain(TellAgain _)
    {
        if (_run is null)
        {
            Timers.Cancel(TellAgain.Instance);
            return;
        }

        foreach (var (coordinator, start) in _run.Starts()) HostOf(coordinator)?.Tell(start);
        foreach (var (coordinator, begin) in _run.Begins()) HostOf(coordinator)?.Tell(begin);
        TellStops();
    }

    private void TellStops()
    {
        if (_run is null) return;
        foreach (var (coordinator, stop) in _run.Stops()) HostOf(coordinator)?.Tell(stop);
    }

    private void HandlePrepared(WorkloadPrepared prepared)
    {
        if (_run is null) return;
        foreach (var (coordinator, begin) in _run.Prepared(prepared, MonotonicClock.Now())) HostOf(coordinator)?.Tell(begin);
    }

    private void HandleDone(WorkloadDone done)
    {
        if (_run?.Done(done.Id, ReportFormat.Read(done.Report)) == true) _run = null;
    }

    private void HandleFailed(WorkloadFailed failed)
    {
        if (_run?.Has(failed.Id) == true && _run.Fail(failed.Why)) _run = null;
    }

    private void HandleKilled(ProcessKilled killed)
    {
        _killed.UnionWith(View.Members.Where(member => member.Name == killed.Name));
        if (_run?.Died(_killed.Contains) == true) _run = null;
    }

    /// <summary>Time to tell again what may have got lost.</summary>
    private sealed class TellAgain
    {
        public static readonly TellAgain Instance = new();
    }
}
