using System.Diagnostics;
using AkkaCacheSim.Console.Live;
using AkkaCacheSim.Console.Output;
using AkkaCacheSim.Core.Workloads;

namespace AkkaCacheSim.Console.Torments;

/// <summary>Plays the rounds of a torment on a live cluster under load, mends everything, and lets the cluster come to rest.</summary>
internal sealed class TormentRun
{
    private static readonly TimeSpan ReadyWithin = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan DrainedWithin = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(200);

    // Invalidations under way: an invalidator repeats what nobody has acknowledged twice a second.
    private static readonly TimeSpan NewsWithin = TimeSpan.FromSeconds(3);

    private readonly LiveCluster _cluster;
    private readonly IReadOnlyList<TormentRound> _rounds;
    private readonly RunProgress _progress;
    private readonly List<TormentedRound> _played = [];
    private readonly HashSet<int> _pids = [];

    /// <param name="cluster">The cluster, serving, with a history on.</param>
    /// <param name="rounds">What happens.</param>
    /// <param name="progress">Told how it goes.</param>
    public TormentRun(LiveCluster cluster, IReadOnlyList<TormentRound> rounds, RunProgress progress)
    {
        _cluster = cluster;
        _rounds = rounds;
        _progress = progress;
    }

    /// <summary>Every process that the cluster has had.</summary>
    public IReadOnlyCollection<int> Pids => _pids;

    /// <summary>Plays all.</summary>
    /// <param name="spec">The load.</param>
    /// <param name="cancel">Ends it early.</param>
    public async Task<TormentOutcome> PlayAsync(WorkloadSpec spec, CancellationToken cancel)
    {
        _cluster.KeepAlive();
        await using var load = new TormentLoad(_cluster, spec);
        await load.StartAsync();
        foreach (var round in _rounds)
        {
            // Not a wait for something: the schedule's own time.
            await Task.Delay(TimeSpan.FromMicroseconds(round.Rest / 1e3), cancel);
            if (!await PlayAsync(round, cancel)) break;
            _progress.At((double)round.Number / _rounds.Count);
        }

        _progress.Say("everything is mended; the load ends");
        await TolerateAsync(_cluster.Links.HealAsync);
        await load.EndAsync();
        _progress.Say("draining");
        var drained = await UntilAsync(_cluster.DrainedAsync, DrainedWithin, cancel) is not null;
        if (!drained) _progress.Say($"not drained: {await _cluster.DirtyAsync()}");
        await Task.Delay(NewsWithin, cancel);
        await _cluster.EndHistoryAsync();
        return new TormentOutcome(_played, load.Reads, load.Writes, load.Failed, load.Hangs, drained);
    }

    // Whether the cluster came back.
    private async Task<bool> PlayAsync(TormentRound round, CancellationToken cancel)
    {
        _progress.Say($"round {round.Number}: {round}");
        await Task.WhenAll(round.Faults.Select(fault => PlayAsync(fault, cancel)));
        var took = await UntilAsync(ReadyAsync, ReadyWithin, cancel);
        _played.Add(new TormentedRound(round, took is { } time ? Math.Round(time.TotalMilliseconds) : null));
        if (took is null) _progress.Say($"round {round.Number}: the cluster is not ready after {ReadyWithin.TotalSeconds:0} s");
        return took is not null;
    }

    private async Task PlayAsync(TormentFault fault, CancellationToken cancel)
    {
        await Task.Delay(TimeSpan.FromMicroseconds(fault.At / 1e3), cancel);
        var lasts = TimeSpan.FromMicroseconds(fault.For / 1e3);
        switch (fault.Kind)
        {
            case TormentKind.Kill:
                await Task.WhenAll(fault.Victims.Select(_cluster.KillAsync));
                await Task.Delay(lasts, cancel);
                await Task.WhenAll(fault.Victims.Select(_cluster.RestartAsync));
                break;
            case TormentKind.Pause:
                foreach (var victim in fault.Victims) _cluster.Pause(victim);
                await Task.Delay(lasts, cancel);
                foreach (var victim in fault.Victims) _cluster.Resume(victim);
                break;
            default:
                await TolerateAsync(() => _cluster.Links.PartitionAsync(fault.Groups, lasts));
                await Task.Delay(lasts, cancel);
                break;
        }
    }

    // A link that nobody could be told of is one fault less, or one that ends by itself.
    private async Task TolerateAsync(Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (LiveException e)
        {
            _progress.Say(e.Message);
        }
    }

    private async Task<bool> ReadyAsync() => _cluster.Processes.All(process => process.Lives) && await _cluster.ReadyAsync();

    // How long it took; null when it did not come true.
    private async Task<TimeSpan?> UntilAsync(Func<Task<bool>> holds, TimeSpan within, CancellationToken cancel)
    {
        var watch = Stopwatch.StartNew();
        using var timer = new PeriodicTimer(LookEvery);
        while (true)
        {
            if (_cluster.Ended.IsCompleted) throw new LiveException("the console was downed by the split-brain resolver: the machine is overloaded, or too many processes were gone at once");
            _pids.UnionWith(_cluster.Processes.Select(process => process.Pid));
            if (await holds()) return watch.Elapsed;
            if (watch.Elapsed > within) return null;
            await timer.WaitForNextTickAsync(cancel);
        }
    }
}
