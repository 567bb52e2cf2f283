using System.Diagnostics;
using Akka.Actor;
using AkkaCacheSim.Cluster.Hosting;
using AkkaCacheSim.Cluster.Messages;

namespace AkkaCacheSim.Console.Live;

/// <summary>The links between the processes: cuts and slows them down by way of their fault agents, and mends them.</summary>
internal sealed class Links
{
    /// <summary>How long a cut or a slow link may last at most.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    // One answer that got lost is not the end: what is told is a state, and can be told again.
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromMilliseconds(700);
    private static readonly TimeSpan AllWithin = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan AgainAfter = TimeSpan.FromMilliseconds(50);

    private readonly ActorSystem _system;
    private readonly Akka.Cluster.Cluster _cluster;
    private readonly IClusterProcesses _processes;
    private readonly Action<string> _say;
    private Partition? _partition;

    /// <param name="system">The console's actor system.</param>
    /// <param name="processes">The other processes.</param>
    /// <param name="say">Told what happens to links.</param>
    public Links(ActorSystem system, IClusterProcesses processes, Action<string> say)
    {
        _system = system;
        _cluster = Akka.Cluster.Cluster.Get(system);
        _processes = processes;
        _say = say;
    }

    /// <summary>Whether the console can't reach a process because of a partition.</summary>
    public bool CutOff(string name) => _partition is { Over: false } partition && partition.CutOff.Contains(name);

    /// <summary>Cuts the cluster into groups. A partition that is there is healed first.</summary>
    /// <param name="groups">The groups, by names of processes; those that are in none are a group of their own.</param>
    /// <param name="time">For how long.</param>
    /// <exception cref="LiveException">Not every process has done its part; what is cut ends with its time, or is healed.</exception>
    public async Task PartitionAsync(IReadOnlyList<IReadOnlyList<string>> groups, TimeSpan time)
    {
        if (_partition is { Over: false }) await HealAsync();
        var plan = PartitionPlan.Of(groups, Names());
        _partition = new Partition([.. plan[^1].Peers], time);
        var missing = new List<string>();
        foreach (var (group, peers) in plan) missing.AddRange(await TellAsync(group, new CutLinks(peers, (long)time.TotalMilliseconds)));
        _say($"partition {string.Join(' ', groups.Select(group => string.Join(',', group)))}");
        Confirmed(missing);
    }

    /// <summary>Slows down the links of a process.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="bytesPerSecond">What goes through each of them, each way.</param>
    /// <param name="time">For how long.</param>
    /// <exception cref="LiveException">Not every process has done its part.</exception>
    public async Task SlowAsync(string name, long bytesPerSecond, TimeSpan time)
    {
        // At the other ends: they can be told that it is over whatever the link is like.
        var missing = await TellAsync([.. Names().Where(other => other != name)], new SlowLink(name, bytesPerSecond, (long)time.TotalMilliseconds));
        _say($"slow {name}");
        Confirmed(missing);
    }

    /// <summary>Mends every link: the console's first, because the way to the others goes through them.</summary>
    /// <exception cref="LiveException">Not every process has done its part; the time of what is left runs out there.</exception>
    public async Task HealAsync()
    {
        _partition = null;
        var missing = await TellAsync([PartitionPlan.Console], new HealLinks());
        missing = [.. missing, .. await TellAsync([.. Names().Where(name => name != PartitionPlan.Console)], new HealLinks())];
        _say("heal");
        Confirmed(missing);
    }

    // A process that is paused or down is told nothing: it has no links to speak of, and would hold everybody up.
    private List<string> Names() => [PartitionPlan.Console, .. _processes.Processes.Where(process => process.Status == "up").Select(process => process.Name)];

    private async Task<IReadOnlyList<string>> TellAsync(IReadOnlyList<string> names, object what)
    {
        var watch = Stopwatch.StartNew();
        var missing = names.ToHashSet();
        using var timer = new PeriodicTimer(AgainAfter);
        while (true)
        {
            foreach (var set in await Task.WhenAll(Agents(missing).Select(agent => agent.AskOrNullAsync<LinksSet>(what, AnswerWithin)))) missing.Remove(set?.Name ?? string.Empty);
            missing.IntersectWith(Names());
            if (missing.Count == 0 || watch.Elapsed > AllWithin || _system.WhenTerminated.IsCompleted) return [.. missing];
            await timer.WaitForNextTickAsync();
        }
    }

    private IEnumerable<ActorSelection> Agents(HashSet<string> names) => _cluster.State.Members
        .Where(member => MemberAddress.TryOf(member, out var address) && names.Contains(address.Name))
        .Select(member => _system.ActorSelection(new RootActorPath(member.Address) / "user" / FaultAgent.ActorName));

    private static void Confirmed(IReadOnlyList<string> missing)
    {
        if (missing.Count > 0) throw new LiveException($"{string.Join(", ", missing)} did not answer within {AllWithin.TotalSeconds:0} s; the others have done it, and each ends it by itself in time");
    }

    /// <summary>What is cut at present.</summary>
    private sealed record Partition(HashSet<string> CutOff, TimeSpan Time)
    {
        private readonly long _since = Stopwatch.GetTimestamp();

        public bool Over => Stopwatch.GetElapsedTime(_since) > Time;
    }
}
