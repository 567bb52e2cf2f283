using Akka.Actor;
using AkkaCacheSim.Cluster;
using AkkaCacheSim.Cluster.Hosting;
using AkkaCacheSim.Cluster.Messages;

namespace AkkaCacheSim.Console.Live;

/// <summary>While somebody watches, asks every process again and again what it has done, and has all of them draw the same sample.</summary>
internal sealed class Watcher : ReceiveActor, IWithTimers
{
    /// <summary>How often processes are asked.</summary>
    public static readonly TimeSpan AskEvery = TimeSpan.FromMilliseconds(100);

    private readonly WatchLog _log;
    private readonly HostActors _hosts = new(Context.System);
    private readonly WatchedProcesses _processes = new();
    private long _until;

    /// <param name="log">Told of what they say.</param>
    public Watcher(WatchLog log)
    {
        _log = log;
        Receive<WatchOn>(HandleWatchOn);
        Receive<AskAll>(HandleAskAll);
        Receive<Watched>(HandleWatched);
    }

    /// <inheritdoc />
    public ITimerScheduler Timers { get; set; } = null!;

    private void HandleWatchOn(WatchOn _)
    {
        _until = MonotonicClock.Now() + WatchTap.Lapse;
        if (Timers.IsTimerActive(AskAll.Instance)) return;
        _log.Begin();
        Timers.StartPeriodicTimer(AskAll.Instance, AskAll.Instance, TimeSpan.Zero, AskEvery);
    }

    private void HandleAskAll(AskAll _)
    {
        var now = MonotonicClock.Now();
        _log.Settle(now, TimeProvider.System.GetUtcNow());
        if (now > _until)
        {
            Timers.Cancel(AskAll.Instance);
            return;
        }

        var hosts = _hosts.All().ToDictionary(member => member.Process, member => member.Host);
        _processes.Keep(hosts.ContainsKey);
        var level = _processes.Level(now);
        foreach (var (process, host) in hosts) host.Tell(new Watch(_processes.LastOf(process), level));
    }

    private void HandleWatched(Watched watched)
    {
        var (seen, lines) = _processes.Answered(MonotonicClock.Now(), watched);
        _log.Add(watched.Process, seen, lines);
    }

    /// <summary>Somebody watches.</summary>
    internal sealed class WatchOn
    {
        public static readonly WatchOn Instance = new();
    }

    private sealed class AskAll
    {
        public static readonly AskAll Instance = new();
    }
}
