using Akka.Actor;
using Akka.Hosting;
using AkkaCacheSim.Cluster;
using AkkaCacheSim.Cluster.Hosting;
using AkkaCacheSim.Cluster.Messages;
using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Origin;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Workloads;
using AkkaCacheSim.Core.WriteBack;
using AkkaCacheSim.Origin;
using AkkaCacheSim.Origin.Rows;
using AkkaCacheSim.Traces;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AkkaCacheSim.Console.Live;

/// <summary>A running cluster: this process is its console, and the supervisor of all the others.</summary>
public sealed partial class LiveCluster : IAsyncDisposable
{
    private static readonly TimeSpan GatherWithin = TimeSpan.FromSeconds(2);

    // The actor answers sooner, if only to say that nobody else did; this is for when it is gone.
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan EndWithin = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan EndDatabaseWithin = TimeSpan.FromSeconds(5);

    private readonly DataFolder _folder;
    private readonly IHost _host;
    private readonly IActorRef _console;
    private readonly IClusterProcesses _processes;
    private readonly EventLog _events;
    private readonly Action<string> _say;
    private bool _served;

    private readonly Configuration _configuration;
    private readonly WatchLog _watched = new();
    private readonly IActorRef _watcher;

    private LiveCluster(DataFolder folder, EpochSettings settings, IHost host, EventLog events, Func<LiveCluster, IClusterProcesses> processes, Action<string> say)
    {
        _folder = folder;
        _events = events;
        _host = host;
        _console = host.Services.GetRequiredService<IRequiredActor<MachineHost>>().ActorRef;
        _processes = processes(this);
        _say = say;
        var writer = host.Services.GetRequiredService<IRequiredActor<SettingsWriter>>().ActorRef;
        Hosts = new HostActors(System);
        _watcher = System.ActorOf(Props.Create(() => new Watcher(_watched)), "watcher");
        Links = new Links(System, _processes, what => _events.Add("fault", what));
        _configuration = new Configuration(settings, folder, writer, _processes, _events, GatherAsync);
    }

    /// <summary>The settings it runs under.</summary>
    public SimSettings Settings => _configuration.Current.Settings;

    /// <summary>Which settings these are: 0 for those it was started with, one more after each change.</summary>
    public long Epoch => _configuration.Current.Epoch;

    /// <summary>Ends when this process is no longer a member: a split-brain resolver has downed it.</summary>
    public Task Ended => System.WhenTerminated;

    /// <summary>Where its histories are.</summary>
    public string HistoryFolder => Path.Combine(_folder.FullPath, "history");

    internal EventLog Events => _events;

    internal Links Links { get; }

    internal HostActors Hosts { get; }

    internal IReadOnlyCollection<IClusterProcess> Processes => _processes.Processes;

    private ActorSystem System => _host.Services.GetRequiredService<ActorSystem>();

    /// <summary>Refuses what can only be done to processes that this one has started.</summary>
    /// <param name="what">The command.</param>
    /// <returns>Their supervisor.</returns>
    /// <exception cref="UsageException">Somebody else has started them.</exception>
    internal Supervisor Owned(string what) => _processes as Supervisor
        ?? throw new UsageException($"{what}: the console of this cluster did not start its processes; whoever did can do it, e.g. 'docker compose {what}'");

    /// <summary>Sends one request through a coordinator.</summary>
    /// <param name="command">Get, Set or Delete.</param>
    /// <returns>Its result.</returns>
    public Task<Message> SubmitAsync(Message command) => AskAsync<Message>(AnswerWithin, done => new SubmitCommand(command, done));

    /// <summary>Writes to the database, or deletes there, behind the cache's back: no coordinator and no node hears of it.</summary>
    /// <param name="write">Write or Remove, with a key.</param>
    /// <returns>Committed with the version, or Failed with the outcome.</returns>
    internal Task<Message> BypassAsync(Message write) => AskAsync<Message>(AnswerWithin, done => new SubmitBypass(write, done));

    /// <summary>Asks every member how it is.</summary>
    /// <returns>The answers that came in time.</returns>
    public Task<IReadOnlyList<ProcessStatus>> GatherAsync() => GatherAsync(GatherWithin);

    /// <summary>Asks the origin what it has gone through.</summary>
    /// <param name="from">Since when, ns of the host's clock.</param>
    /// <returns>Its samples; none when it does not answer in time.</returns>
    internal Task<IReadOnlyList<OriginSample>> OriginSeriesAsync(long from) =>
        AskAsync<IReadOnlyList<OriginSample>>(AnswerWithin, done => new GatherOriginSeries(from, GatherWithin, done));

    private Task<IReadOnlyList<ProcessStatus>> GatherAsync(TimeSpan within) => AskAsync<IReadOnlyList<ProcessStatus>>(AnswerWithin, done => new GatherStatus(within, done));

    private async Task<T> AskAsync<T>(TimeSpan time, Func<TaskCompletionSource<T>, object> question)
    {
        var done = NewSource<T>();
        _console.Tell(question(done));
        try
        {
            return await done.Task.WaitAsync(time);
        }
        catch (TimeoutException)
        {
            throw new LiveException($"the console did not hear from its cluster within {time.TotalSeconds:0} s: the machine is overloaded, or the cluster is gone");
        }
    }

    /// <summary>Runs a workload, shared out among the coordinators.</summary>
    /// <param name="spec">The workload.</param>
    /// <param name="trace">A trace to take the requests from; null for none.</param>
    /// <param name="progress">Told how it goes.</param>
    /// <param name="starting">Told, once all is prepared, when the first request begins, monotonic ns.</param>
    /// <returns>What each coordinator's client measured.</returns>
    public Task<IReadOnlyList<ShareReport>> RunAsync(WorkloadSpec spec, TraceInput? trace, Action<WorkloadProgress> progress, Action<long>? starting = null)
    {
        var done = NewSource<IReadOnlyList<ShareReport>>();
        _events.Add("workload", "started");
        _console.Tell(new RunWorkload(spec, trace is null ? null : trace with { Path = Path.GetFullPath(trace.Path) }, progress, starting ?? (_ => { }), done));
        return done.Task;
    }

    /// <summary>Ends the workload that runs early: it begins no more requests, and its result comes once those under way have ended.</summary>
    internal void StopRun() => _console.Tell(new StopRun());

    /// <summary>Ends the history everywhere.</summary>
    /// <returns>When every file is on the disk.</returns>
    public Task EndHistoryAsync() => AskAsync<int>(EndWithin, done => new EndAllHistories(done));

    /// <summary>Changes the settings; returns once every live member has confirmed them.</summary>
    /// <param name="change">Makes the new settings of the old, checked; what it throws comes through, and nothing has happened.</param>
    /// <returns>What has changed.</returns>
    /// <exception cref="LiveException">Somebody has not confirmed in time.</exception>
    internal async Task<ConfigureView> ConfigureAsync(Func<SimSettings, SimSettings> change)
    {
        var (old, latest) = await _configuration.ChangeAsync(change);
        return ConfigureView.Of(latest.Epoch, old.Settings, latest.Settings);
    }

    /// <summary>What has happened to the cluster since a moment: faults, members that came and went, other settings.</summary>
    /// <param name="from">The moment, ns of the host's clock.</param>
    /// <returns>Times, ns of the host's clock, and texts, in order of time.</returns>
    internal IReadOnlyList<(long At, string Text)> HappenedSince(long from) =>
        [.. _events.After(0).Where(line => line.Clock >= from && line.Kind is ("fault" or "member" or "configure")).Select(line => (line.Clock, line.Text))];

    /// <summary>What the processes have done lately. They note it for as long as somebody asks: from one question to the next at most some seconds.</summary>
    /// <param name="after">The number of the last line that is known already; 0 for none.</param>
    internal WatchView Watch(long after)
    {
        _watcher.Tell(Watcher.WatchOn.Instance);
        return _watched.After(after);
    }

    /// <summary>Versions were seen in the origin: whoever watches knows by them of commits that nobody has told of.</summary>
    internal void Seen(IEnumerable<(string Key, long Version)> rows) => _watched.Seen(rows, MonotonicClock.Now());

    internal async Task<bool> ReadyAsync() => Ready(await GatherAsync());

    /// <summary>Whether nothing is dirty. Asked of all at once: a partition on its way from one node to another is with neither, and its backlog too.</summary>
    internal async Task<bool> DrainedAsync() => await DirtyAsync() is null;

    /// <summary>What is still dirty, or keeps it from being known.</summary>
    /// <returns>In words; null when nothing is.</returns>
    internal async Task<string?> DirtyAsync()
    {
        var statuses = await GatherAsync();
        var (dirty, partitions) = (Sum("dirty"), Sum("dirtyPartitions"));
        List<string> missing = [.. Processes.Where(process => process.Lives && statuses.All(status => status.Name != process.Name)).Select(process => process.Name + " does not answer")];
        missing.AddRange(statuses.Where(status => !status.Ready).Select(status => status.Name + " is not ready"));
        if (missing.Count == 0 && !Ready(statuses)) missing.Add("members do not agree on who is there");
        if (dirty > 0) missing.Add($"{dirty} keys are dirty");
        if (Settings.HasDurableQueue && partitions != DirtyPartitions.Count) missing.Add($"{partitions} of {DirtyPartitions.Count} dirty partitions serve");
        return missing.Count == 0 ? null : string.Join(", ", missing);

        long Sum(string figure) => statuses.Sum(status => status.Figures.GetValueOrDefault(figure));
    }

    private bool Ready(IReadOnlyList<ProcessStatus> statuses)
    {
        var expected = Processes.Count(p => p.Lives) + 1;
        return statuses.Count == expected && statuses.All(status => status.Ready && status.Members == expected);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_processes is Supervisor supervisor)
        {
            await supervisor.StopAllAsync();
            supervisor.Dispose();
            await EndDatabaseAsync();
            await System.Terminate();
        }
        else
        {
            // The others stay, and are told.
            await _host.StopAsync();
        }

        _host.Dispose();
        _configuration.Dispose();
        File.Delete(ControlAddress.FileOf(_folder.FullPath));
        _folder.Dispose();
    }

    // The origin has left nothing behind, unless it was killed.
    private async Task EndDatabaseAsync()
    {
        try
        {
            using var patience = new CancellationTokenSource(EndDatabaseWithin);
            await OriginDatabases.Of(Settings, _folder.FullPath).EndAsync(patience.Token);
        }
        catch (Exception e) when (e is OriginUnavailableException or OperationCanceledException)
        {
            // One that never served has a reason, which is about to be said.
            if (_served) _say($"a replication slot may be left behind; the next start drops it: {e.Message}");
        }
    }

    private static TaskCompletionSource<T> NewSource<T>() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
