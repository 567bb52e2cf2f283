using System.IO.Hashing;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Workloads;
using AkkaCacheSim.Simulation;

namespace AkkaCacheSim.Fuzzing;

/// <summary>
/// One run: a load under faults, when only safety is asked for; then everything heals, and it is asked that all requests are answered, queues are
/// empty, and the cluster serves.
/// </summary>
public sealed class FuzzRun : IDisposable
{
    private const int Probes = 60;
    private const long HealWithin = 20 * Durations.Second;

    // Longer than a breaker stays open.
    private const long Settle = 6 * Durations.Second;

    private readonly FuzzCase _case;
    private readonly MemoryStream _stream = new();
    private readonly VirtualHistory _history;
    private readonly Observed _observed = new();
    private VirtualCluster? _cluster;
    private long _requests;

    private FuzzRun(FuzzCase drawn)
    {
        _case = drawn;
        _history = new VirtualHistory(_stream, _observed.Add);
    }

    /// <summary>Runs a case.</summary>
    /// <param name="drawn">The case.</param>
    /// <returns>How it went.</returns>
    public static FuzzResult Run(FuzzCase drawn)
    {
        ArgumentNullException.ThrowIfNull(drawn);
        using var run = new FuzzRun(drawn);
        Violation? violation;
        var struck = 0;
        try
        {
            violation = run.Play(out struck);
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or IndexOutOfRangeException or NullReferenceException or KeyNotFoundException)
        {
            violation = new Violation("crash", $"{e.GetType().Name}: {e.Message.ReplaceLineEndings(" ")} {Where(e)}");
        }

        run._history.Flush();
        var fingerprint = XxHash3.HashToUInt64(run._stream.GetBuffer().AsSpan(0, (int)run._stream.Length));
        return new FuzzResult(run._requests, struck, run._cluster?.World.Now ?? 0, fingerprint, violation);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _history.Dispose();
        _stream.Dispose();
    }

    private static string Where(Exception e) => e.StackTrace?.Split('\n').FirstOrDefault(line => line.Contains("AkkaCacheSim.Core", StringComparison.Ordinal))?.Trim() ?? string.Empty;

    private Violation? Play(out int struck)
    {
        var cluster = _cluster = new VirtualCluster(_case.Settings, _case.World, _history);
        var havoc = new Havoc(cluster);
        var clients = cluster.BeginAll(_case.Load);
        havoc.Plan(_case.Faults);
        var watch = new CopyWatch(_case.Settings, cluster);
        Violation? seen = null;
        var world = cluster.World;
        var healed = world.Run(world.Now + HealWithin, () => (seen ??= watch.Look()) is not null || (havoc.Healed && clients.All(Done)));
        struck = havoc.Struck;
        _requests = clients.Sum(client => client.Report.Reads + client.Report.Writes + client.Report.BypassWrites + client.Report.BypassErrors);
        if (seen is not null) return seen;
        if (!healed) return new Violation("I7", $"{clients.Count(client => !Done(client))} clients wait for answers {Durations.Format(HealWithin)} after they began; healed: {havoc.Healed}");
        return Recover(cluster, _case) ?? Probe(cluster) ?? Recover(cluster, _case) ?? Judge(cluster);
    }

    // Everything has healed: what was left undone is done, and no copy is older than its row.
    private static Violation? Recover(VirtualCluster cluster, FuzzCase drawn)
    {
        var world = cluster.World;
        if (!Within(() => cluster.Drained)) return new Violation("liveness", $"{cluster.Dirty} keys are still dirty {Durations.Format(HealWithin)} after everything healed");
        do
        {
            if (!Within(() => cluster.LogDrained)) return new Violation("liveness", $"the nodes have not heard of all changes {Durations.Format(HealWithin)} after everything healed");

            // What partitions say last of what they have found flushed is on its way still; a write whose client has given up may be committed meanwhile.
            world.Run(world.Now + (2 * drawn.World.NetworkMost), () => false);
        }
        while (!cluster.LogDrained);

        if (CopyRules.Stuck(drawn, cluster) is { } stuck) return stuck;
        world.Run(world.Now + Settle, () => false);
        if (cluster.Nodes.FirstOrDefault(node => !node.Ready) is { } idle) return new Violation("liveness", $"{idle.Self} does not cache after everything healed");
        if (!cluster.Settings.Has(ProtectionSet.Refresh) && !cluster.Quiet) return new Violation("liveness", "somebody waits for a load that nobody makes");
        return CopyRules.Stuck(drawn, cluster);

        bool Within(Func<bool> done) => world.Run(world.Now + HealWithin, done);
    }

    private static bool Done(LoadGenerator client) => client.Phase == WorkloadPhase.Done;

    // With all well again requests are answered as if nothing had been. Some may fail for reasons of their settings: a short queue, a small backlog.
    private Violation? Probe(VirtualCluster cluster)
    {
        var before = ReplicaReads(cluster);
        var client = cluster.Begin(_case.Load with { Rate = 0, Concurrency = 1, Requests = Probes, Preload = false, Seed = _case.Seed + 1 });
        if (!cluster.World.Run(cluster.World.Now + HealWithin, () => Done(client))) return new Violation("liveness", "requests are not answered after everything healed");
        _requests += Probes;
        if (ReplicaReads(cluster) is var after && after > before) return new Violation("liveness", $"{after - before} reads went to a replica after everything healed");
        return client.Report.Errors + client.Report.Shed > Probes / 2 ? new Violation("liveness", $"{client.Report.Errors + client.Report.Shed} of {Probes} requests failed after everything healed") : null;
    }

    private static long ReplicaReads(VirtualCluster cluster) => cluster.Coordinators.Sum(coordinator => coordinator.Counters.ReplicaReads);

    private Violation? Judge(VirtualCluster cluster)
    {
        cluster.RecordFinal();
        _stream.Position = 0;
        return Invariants.Judge(_case, cluster, _observed, _stream);
    }
}
