using AkkaCacheSim.Console.Live;

namespace AkkaCacheSim.Console.Runs;

/// <summary>Plays a script on a live cluster, from the moment at which its load runs.</summary>
internal sealed class LiveScript(LiveCluster cluster, IReadOnlyList<ScriptStep> steps)
{
    private readonly HashSet<string> _killed = [.. steps.Where(step => step.Action is ScriptAction.Kill or ScriptAction.Pause).Select(step => step.Process)];
    private Task? _playing;

    /// <summary>Whether the script kills a process, so that its death is no accident.</summary>
    public bool Killed(string process) => _killed.Contains(process);

    /// <summary>Begins; once.</summary>
    public void Start() => _playing ??= PlayAsync();

    /// <summary>Ends when the last step is done.</summary>
    public Task EndAsync() => _playing ?? Task.CompletedTask;

    private async Task PlayAsync()
    {
        var played = 0L;
        foreach (var step in steps)
        {
            // Not a wait for something: the script's own time.
            await Task.Delay(TimeSpan.FromMicroseconds((step.At - played) / 1e3));
            played = step.At;
            await PlayAsync(step);
        }
    }

    private async Task PlayAsync(ScriptStep step)
    {
        switch (step.Action)
        {
            case ScriptAction.Kill: await cluster.KillAsync(step.Process); break;
            case ScriptAction.Pause: cluster.Pause(step.Process); break;
            case ScriptAction.Resume: cluster.Resume(step.Process); break;
            default: await cluster.RestartAsync(step.Process); break;
        }
    }
}
