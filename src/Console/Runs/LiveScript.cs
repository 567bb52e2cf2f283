using AkkaCacheSim.Cluster;
using AkkaCacheSim.Console.Live;

namespace AkkaCacheSim.Console.Runs;

/// <summary>Plays a script on a live cluster, from the moment at which its load begins.</summary>
internal sealed class LiveScript(LiveCluster cluster, IReadOnlyList<ScriptStep> steps)
{
    private static readonly TimeSpan BackWithin = TimeSpan.FromSeconds(60);

    private readonly HashSet<string> _killed = [.. steps.Where(step => step.Action is ScriptAction.Kill or ScriptAction.Pause or ScriptAction.Stop or ScriptAction.Restart or ScriptAction.Partition).SelectMany(step => step.Process.Split(','))];
    private readonly List<OriginLife> _origins = [];
    private Task? _playing;

    /// <summary>What the origin had counted in its earlier lives, where they ended in good order.</summary>
    public IReadOnlyList<OriginLife> EarlierOrigins => _origins;

    /// <summary>Whether the script kills a process, so that its death is no accident.</summary>
    public bool Killed(string process) => _killed.Contains(process);

    /// <summary>Begins; once.</summary>
    /// <param name="at">When the load begins, monotonic ns.</param>
    public void Start(long at) => _playing ??= PlayAsync(at);

    /// <summary>Ends when the last step is done.</summary>
    public Task EndAsync() => _playing ?? Task.CompletedTask;

    private async Task PlayAsync(long start)
    {
        foreach (var step in steps)
        {
            // Not a wait for something: the script's own time.
            var left = Math.Max(0, start + step.At - MonotonicClock.Now());
            await Task.Delay(TimeSpan.FromMicroseconds(left / 1e3));
            if (step is { Process: "origin", Action: ScriptAction.Restart or ScriptAction.Stop } && cluster.Processes.Any(process => process is { Name: "origin", Lives: true })) _origins.Add(await OriginLife.OfAsync(cluster, start));
            await PlayAsync(step);
        }
    }

    private async Task BackAsync()
    {
        using var limit = new CancellationTokenSource(BackWithin);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (!await cluster.ReadyAsync())
        {
            if (limit.IsCancellationRequested) throw new LiveException($"a process that was restarted is not back after {BackWithin.TotalSeconds:0} s");
            await timer.WaitForNextTickAsync();
        }
    }

    private async Task PlayAsync(ScriptStep step)
    {
        switch (step.Action)
        {
            case ScriptAction.Kill: await cluster.KillAsync(step.Process); break;
            case ScriptAction.Stop: await cluster.StopAsync(step.Process); break;
            case ScriptAction.Add: cluster.AddNode(); break;
            case ScriptAction.MoveSlots: await cluster.ConfigureAsync(settings => settings.Moving(step.Slots, step.Process)); break;
            case ScriptAction.Pause: cluster.Pause(step.Process); break;
            case ScriptAction.Partition:
                // No script is as long: it heals what it cuts.
                await cluster.Links.PartitionAsync([step.Process.Split(',')], Links.Longest);
                break;
            case ScriptAction.Heal: await cluster.Links.HealAsync(); break;
            case ScriptAction.Resume: cluster.Resume(step.Process); break;
            case ScriptAction.Await: await BackAsync(); break;
            default: await cluster.RestartAsync(step.Process); break;
        }
    }
}
