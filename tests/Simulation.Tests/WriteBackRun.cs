using AkkaCacheSim.Core.Feeds;
using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Placement;
using AkkaCacheSim.Core.Policies;
using AkkaCacheSim.Core.Randomness;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Workloads;

namespace AkkaCacheSim.Simulation.Tests;

/// <summary>A short run in write-back with settings and faults drawn from a seed, healed and drained to the end.</summary>
internal sealed class WriteBackRun
{
    private const int Faults = 5;
    private const long Length = 100 * Durations.Millisecond;

    private readonly VirtualCluster _cluster;
    private readonly SeededRandom _random;
    private readonly bool[] _troubled;

    private WriteBackRun(SimSettings settings, SeededRandom random, VirtualHistory history)
    {
        _random = random;
        _troubled = new bool[settings.Nodes];
        var slowest = random.NextBelow(3) == 0 ? 5 * Durations.Millisecond : 120_000;
        _cluster = new VirtualCluster(settings, new VirtualOptions { NetworkMost = slowest }, history);
    }

    /// <summary>What should not have happened.</summary>
    public List<string> Wrong { get; } = [];

    public int Lost { get; private set; }

    public long Acknowledged { get; private set; }

    public long Hits { get; private set; }

    public long Refused { get; private set; }

    public int Copies { get; private set; }

    public int Lives { get; private set; }

    public static WriteBackRun Of(ulong seed, string durability = "durable")
    {
        using var recorded = new Recorded();
        return Of(seed, durability, recorded);
    }

    public static WriteBackRun Of(ulong seed, string durability, Recorded recorded)
    {
        var random = new SeededRandom(seed, 6_000);
        var run = new WriteBackRun(Draw(random) with { Seed = seed, Durability = durability }, random, recorded.History);

        // In one half nobody else writes, so that the database must end with the cache's last writes.
        var bypass = random.NextBelow(2) == 0 ? 0 : 0.2;
        run.Play(new WorkloadSpec { Keys = 24, Rate = 4_000, Duration = Length, WriteShare = 0.3, BypassShare = bypass, Seed = seed });
        run.Judge(recorded, durability, bypass > 0);
        return run;
    }

    private static SimSettings Draw(SeededRandom random) => new()
    {
        Nodes = 2 + (int)random.NextBelow(3),
        Slots = 2 + (int)random.NextBelow(8),
        Read = ReadPolicies.Names[(int)random.NextBelow(ReadPolicies.Names.Count)],
        Write = "write-back",
        Placement = Placements.Names[(int)random.NextBelow(Placements.Names.Count)],
        Invalidation = random.NextBelow(2) == 0 ? InvalidationStrategies.Cdc : random.NextBelow(2) == 0 ? InvalidationStrategies.Explicit : InvalidationStrategies.Ttl,
        Ttl = random.NextBelow(2) == 0 ? Durations.None : 50 * Durations.Millisecond,
        Backlog = random.NextBelow(2) == 0 ? 16 : 10_000,
        ServiceTime = new ServiceTime(0, random.NextBelow(3) * 10 * Durations.Millisecond),
        Pool = 200,
        Sigma = 0,
        Kappa = 0,
        Timeout = 60 * Durations.Millisecond,
    };

    private void Play(WorkloadSpec load)
    {
        var world = _cluster.World;
        for (var i = 0; i < Faults; i++) world.After(_random.NextBelow(Length), Strike);
        var probe = Probe.Run(_cluster, load);
        var limit = world.Now + (10 * Durations.Second);
        while (world.Now < limit && (_troubled.Contains(true) || !_cluster.Drained)) world.Run(world.Now + (5 * Durations.Millisecond), () => false);
        if (world.Now >= limit) Wrong.Add($"{_cluster.Dirty} keys are still dirty");
        world.Run(world.Now + (100 * Durations.Millisecond), () => false);
        _cluster.RecordFinal();
        Hits = probe.Report.ReadsEnding(Outcome.Hit);
        Refused = probe.Report.WritesEnding(Outcome.Refused);
        Acknowledged = probe.Report.WritesEnding(Outcome.Stored);
        Lives = _cluster.Partitions.Sum(partition => partition.Self.Incarnation);
        Wrong.AddRange(probe.WentBack);
        foreach (var node in _cluster.Nodes)
        {
            Copies += node.Entries;
            if (node.Entries > _cluster.Settings.Slots) Wrong.Add($"{node.Self} holds {node.Entries} copies");
        }
    }

    private void Strike()
    {
        switch (_random.NextBelow(6))
        {
            case 5: Leave((int)_random.NextBelow(_troubled.Length)); break;
            case 0: Kill([.. Enumerable.Range(0, _troubled.Length)]); break;
            case 1 or 2: Kill([(int)_random.NextBelow(_troubled.Length)]); break;
            default: Pause((int)_random.NextBelow(_troubled.Length)); break;
        }
    }

    // Detected, removed and started again after a while each.
    private void Kill(IReadOnlyList<int> nodes)
    {
        foreach (var node in nodes.Where(node => !_troubled[node]))
        {
            _troubled[node] = true;
            _cluster.KillNode(node);
            Replace(node, () => { });
        }
    }

    private void Leave(int node)
    {
        if (_troubled[node]) return;
        _troubled[node] = true;
        _cluster.StopNode(node, _random.NextBelow(20 * Durations.Millisecond));
        After(30, () => Return(node));
    }

    private void Return(int node)
    {
        _cluster.AddNode(node);
        _troubled[node] = false;
    }

    // A pause that is short goes by unseen; a longer one ends after the node has been removed, or even replaced.
    private void Pause(int node)
    {
        if (_troubled[node]) return;
        _troubled[node] = true;
        var resume = _cluster.PauseNode(node);
        if (_random.NextBelow(3) > 0)
        {
            Replace(node, resume);
            return;
        }

        After(30, () =>
        {
            resume();
            _troubled[node] = false;
        });
    }

    private void Replace(int node, Action resume) => After(20, () =>
    {
        _cluster.RemoveNode(node);
        After(30, resume);
        After(30, () => Return(node));
    });

    private void After(int mostMilliseconds, Action action) => _cluster.World.After(_random.NextBelow(mostMilliseconds * Durations.Millisecond), action);

    private void Judge(Recorded recorded, string durability, bool bypassed)
    {
        var report = recorded.Check();
        Lost = report.LostWrites.Count;
        if (durability == "volatile") return;
        var changes = _cluster.Database.ChangesAfter(0, int.MaxValue).GroupBy(change => change.Key!).ToDictionary(key => key.Key, key => key.ToList());
        Wrong.AddRange(report.LostWrites.Select(lost => $"lost: {lost}"));
        Wrong.AddRange(report.Overwrites.Select(overwrite => $"overwritten: {overwrite}"));
        foreach (var (key, list) in changes)
        {
            if (list.Zip(list.Skip(1)).Any(pair => pair.Second.Stamp < pair.First.Stamp)) Wrong.Add($"stamps of {key} fell");
        }

        if (!bypassed) Wrong.AddRange(Missing(recorded, changes));
        if (_cluster.Settings.HasCdc) Wrong.AddRange(Stuck(changes));
    }

    // The database ends with a write that no acknowledged one has followed.
    private static IEnumerable<string> Missing(Recorded recorded, Dictionary<string, List<LoggedChange>> changes)
    {
        foreach (var key in recorded.Writes().GroupBy(write => write.Key))
        {
            var id = changes.TryGetValue(key.Key, out var list) ? list[^1].WriteId : 0;
            var last = key.SingleOrDefault(write => write.Id == id);
            foreach (var write in key.Where(write => write.Acked && (last is null || (last.Acked && last.End < write.Start)))) yield return $"the database lacks {write}";
        }
    }

    private IEnumerable<string> Stuck(Dictionary<string, List<LoggedChange>> changes)
    {
        foreach (var node in _cluster.Nodes)
        {
            foreach (var (key, entry) in node.Copies())
            {
                var last = changes[key][^1];
                if (entry.Version == 0 ? entry.WriteId != last.WriteId : entry.Version != last.Version) yield return $"{node.Self} holds {key} at {entry}, the row is at {last}";
            }
        }
    }
}
