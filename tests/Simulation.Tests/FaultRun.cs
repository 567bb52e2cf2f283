using AkkaCacheSim.Core.Origin;
using AkkaCacheSim.Core.Placement;
using AkkaCacheSim.Core.Randomness;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Workloads;

namespace AkkaCacheSim.Simulation.Tests;

/// <summary>A short run with settings and faults drawn from a seed, drained to the end.</summary>
internal sealed class FaultRun
{
    private const int Faults = 8;
    private static readonly WorkloadSpec Load = new() { Keys = 12, Rate = 4_000, Duration = 300 * Durations.Millisecond, WriteShare = 0.15, BypassShare = 0.5, Preload = true };

    private readonly VirtualCluster _cluster;
    private readonly SeededRandom _random;

    private FaultRun(SimSettings settings, SeededRandom random, VirtualHistory? history)
    {
        _random = random;

        // A third of the networks is slow enough for messages of different pairs to overtake each other by a commit's length.
        var slowest = random.NextBelow(3) == 0 ? 5 * Durations.Millisecond : 120_000;
        _cluster = new VirtualCluster(settings, new VirtualOptions { NetworkMost = slowest }, history);
    }

    /// <summary>Copies that are older than their rows once everything has drained.</summary>
    public List<string> Stuck { get; } = [];

    /// <summary>Reads that went back within one life of a node.</summary>
    public IReadOnlyList<string> WentBack { get; private set; } = [];

    public long Hits { get; private set; }

    public long Failovers { get; private set; }

    public int Copies { get; private set; }

    public static FaultRun Of(ulong seed, bool guard = true, bool faults = true, VirtualHistory? history = null)
    {
        var random = new SeededRandom(seed, 5_000);
        var run = new FaultRun(Draw(random) with { Seed = seed, FillGuard = guard }, random, history);
        run.Play(Load with { Seed = seed }, faults);
        return run;
    }

    private static SimSettings Draw(SeededRandom random) => new()
    {
        Nodes = 1 + (int)random.NextBelow(4),
        Slots = 2 + (int)random.NextBelow(12),
        Placement = Placements.Names[(int)random.NextBelow(Placements.Names.Count)],
        Write = random.NextBelow(4) == 0 ? "write-through" : "write-around",
        Invalidation = InvalidationStrategies.Cdc | (random.NextBelow(4) == 0 ? InvalidationStrategies.Explicit : InvalidationStrategies.Ttl),
        Ttl = Durations.None,
        ServiceTime = new ServiceTime(0, random.NextBelow(3) * 10 * Durations.Millisecond),
        Pool = 200,
        Sigma = 0,
        Kappa = 0,
        Timeout = 60 * Durations.Millisecond,
    };

    private void Play(WorkloadSpec load, bool faults)
    {
        var world = _cluster.World;

        // Some strike while the cluster starts and the keys are written, most under load, some while it drains.
        for (var i = 0; faults && i < Faults; i++) world.After(_random.NextBelow(320 * Durations.Millisecond), Strike);
        var probe = Probe.Run(_cluster, load);
        world.Run(world.Now + (6 * Durations.Second), () => false);
        WentBack = probe.WentBack;
        Hits = probe.Report.ReadsEnding(Core.Messages.Outcome.Hit);
        Failovers = probe.Report.ReadsEnding(Core.Messages.Outcome.Failover);
        foreach (var node in _cluster.Nodes)
        {
            Assert.True(node.Ready);
            Assert.InRange(node.Entries, 0, _cluster.Settings.Slots);
            foreach (var (key, entry) in node.Copies())
            {
                Copies++;
                var row = _cluster.Database.Run(new Statement(StatementKind.Read, key, null, 0));
                if (entry.Version < row.Version) Stuck.Add($"{node.Self} holds {key} at {entry.Version}, the row is at {row.Version}");
            }
        }

        _cluster.RecordFinal();
    }

    private void Strike()
    {
        switch (_random.NextBelow(5))
        {
            case 0: _cluster.RestartFeed(newBroker: false); break;
            case 1: _cluster.RestartFeed(newBroker: true); break;
            case 2: _cluster.RestartInvalidator(); break;
            default: _cluster.RestartNode((int)_random.NextBelow(_cluster.Nodes.Count)); break;
        }
    }
}
