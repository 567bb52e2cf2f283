using Akka.Actor;
using AkkaCacheSim.Cluster;
using AkkaCacheSim.Cluster.Hosting;
using AkkaCacheSim.Cluster.Messages;
using AkkaCacheSim.Core.Settings;
using Address = AkkaCacheSim.Core.Machines.Address;

namespace AkkaCacheSim.Console.Live;

/// <summary>While somebody watches, asks every process again and again what it has done, and has all of them draw the same sample.</summary>
internal sealed class Watcher : ReceiveActor, IWithTimers
{
    /// <summary>How often processes are asked.</summary>
    public static readonly TimeSpan AskEvery = TimeSpan.FromMilliseconds(100);

    // A process that says nothing any more needs nothing.
    private const long LevelFor = Durations.Second;

    private readonly WatchLog _log;
    private readonly HostActors _hosts = new(Context.System);
    private readonly Dictionary<Address, Heard> _heard = [];
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
            _heard.Clear();
            return;
        }

        var hosts = _hosts.All().ToDictionary(member => member.Process, member => member.Host);
        foreach (var gone in _heard.Keys.Where(process => !hosts.ContainsKey(process)).ToList()) _heard.Remove(gone);

        // What one process needs is taken from all: of a key that is in the sample every line is.
        var level = _heard.Values.Where(heard => now - heard.At < LevelFor).Select(heard => heard.Level).DefaultIfEmpty().Max();
        foreach (var (process, host) in hosts) host.Tell(new Watch(_heard.GetValueOrDefault(process).Last, level));
    }

    private void HandleWatched(Watched watched)
    {
        // An answer that comes after the end says nothing to whoever watches next.
        if (!Timers.IsTimerActive(AskAll.Instance)) return;

        // Two questions may have been under way at once, and the same lines come twice.
        var before = _heard.GetValueOrDefault(watched.Process);
        var first = watched.Last - watched.Lines.Count;
        var known = watched.Last < before.Last ? 0 : (int)Math.Clamp(before.Last - first, 0, watched.Lines.Count);
        _log.Add(watched.Process, watched.Seen < before.Seen ? watched.Seen : watched.Seen - before.Seen, [.. watched.Lines.Skip(known)]);
        _heard[watched.Process] = new Heard(watched.Last, watched.Seen, watched.Level, MonotonicClock.Now());
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

    /// <summary>What was last heard of a process.</summary>
    private readonly record struct Heard(long Last, long Seen, int Level, long At);
}
