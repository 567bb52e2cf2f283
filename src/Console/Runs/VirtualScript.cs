using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Simulation;

namespace AkkaCacheSim.Console.Runs;

/// <summary>
/// Plays a script on a virtual cluster, which is told what a live one finds out: a silent member is removed after a while, and one that is started
/// again takes its place.
/// </summary>
/// <param name="cluster">The cluster.</param>
/// <param name="steps">What happens.</param>
internal sealed class VirtualScript(VirtualCluster cluster, IReadOnlyList<ScriptStep> steps)
{
    // What a live cluster of a few processes on two cores was seen to take: until a process that has died or stands still is removed, from the start
    // of a process until it is a member, and from the wish to leave until it has gone.
    private const long RemovedAfter = 12 * Durations.Second;
    private const long JoinedAfter = 2_500 * Durations.Millisecond;
    private const long LeavesFor = 800 * Durations.Millisecond;

    private readonly Dictionary<string, Action> _paused = [];
    private Action _heal = () => { };
    private readonly HashSet<string> _silent = [], _away = [];
    private readonly List<(long At, string Text)> _events = [];

    /// <summary>What has happened: when, ns, and what.</summary>
    public IReadOnlyList<(long At, string Text)> Events => _events;

    /// <summary>Begins.</summary>
    /// <param name="start">When the load begins, ns.</param>
    public void Start(long start)
    {
        foreach (var step in steps.Where(step => step.Action != ScriptAction.Await)) cluster.World.After(start - cluster.World.Now + step.At, () => Play(step));
    }

    private void Play(ScriptStep step)
    {
        _ = Address.TryParseName(step.Process, out var role, out var index);
        Say(step.Action switch
        {
            ScriptAction.MoveSlots => $"slots {step.Slots} move to {step.Process}",
            ScriptAction.Heal => "heal",
            _ => $"{step.Action.ToString().ToLowerInvariant()} {step.Process}",
        });
        switch (role, step.Action)
        {
            case (_, ScriptAction.Partition):
                CutOff(step.Process.Split(','));
                break;
            case (_, ScriptAction.Heal):
                Heal(step.Process.Split(','));
                break;
            case (Role.Node or Role.Coordinator, ScriptAction.Kill):
                if (role == Role.Node) cluster.KillNode(index);
                else cluster.KillCoordinator(index);
                Missed(step.Process, role, index);
                break;
            case (Role.Node, ScriptAction.Pause):
                _paused[step.Process] = cluster.PauseNode(index);
                Missed(step.Process, role, index);
                break;
            case (Role.Invalidator, ScriptAction.Pause):
                _paused[step.Process] = cluster.PauseInvalidator(index);
                break;
            case (_, ScriptAction.Resume):
                _paused[step.Process]();
                if (_silent.Remove(step.Process)) _away.Remove(step.Process);
                break;
            case (Role.Node, ScriptAction.Stop):
                Leave(step.Process, index);
                break;
            case (Role.Node, ScriptAction.Restart) when !_away.Contains(step.Process):
                Leave(step.Process, index);
                cluster.World.After(LeavesFor + JoinedAfter, () => Join(step.Process, role, index));
                break;
            case (Role.Node or Role.Coordinator, ScriptAction.Restart):
                cluster.World.After(JoinedAfter, () => Join(step.Process, role, index));
                break;
            case (Role.Node, ScriptAction.Add):
                cluster.World.After(JoinedAfter, () => Join(step.Process, role, index));
                break;
            case (Role.Node, ScriptAction.MoveSlots):
                cluster.Configure(cluster.Settings.Moving(step.Slots, step.Process));
                break;
            case (Role.Origin, ScriptAction.Kill):
                _away.Add(step.Process);
                cluster.KillFeed();
                break;
            case (Role.Origin, ScriptAction.Restart) when !_away.Contains(step.Process):
                cluster.StopOrigin(LeavesFor);
                Reborn(step.Process, cluster.StartOrigin);
                break;
            case (Role.Invalidator, ScriptAction.Restart):
                Reborn(step.Process, cluster.StopInvalidator(index));
                break;
            case (Role.Origin, ScriptAction.Restart):
                _away.Remove(step.Process);
                cluster.RestartFeed(newBroker: true);
                break;
            default:
                throw new NotSupportedException($"{step.Process}: {step.Action} is not for it in virtual time");
        }
    }

    private void CutOff(string[] names)
    {
        var cut = new HashSet<int>();
        foreach (var name in names)
        {
            if (!Address.TryParseName(name, out var role, out var index) || role != Role.Node) throw new NotSupportedException($"{name}: only nodes are cut off in virtual time");
            cut.Add(cluster.World.HostOf(cluster.Nodes[index].Self));
            Missed(name, role, index);
        }

        _heal = cluster.World.Network.Cut((from, to) => cut.Contains(from) != cut.Contains(to));
    }

    // Whoever was removed meanwhile stays so.
    private void Heal(string[] names)
    {
        _heal();
        foreach (var name in names.Where(_silent.Remove)) _away.Remove(name);
    }

    private void Missed(string name, Role role, int index)
    {
        _silent.Add(name);
        _away.Add(name);
        cluster.World.After(RemovedAfter, () => Remove(name, role, index));
    }

    private void Reborn(string name, Action start)
    {
        Say($"{name} removed");
        cluster.World.After(LeavesFor + JoinedAfter, () =>
        {
            start();
            Say($"{name} joined");
        });
    }

    private void Leave(string name, int index)
    {
        _away.Add(name);
        cluster.StopNode(index, LeavesFor);
        Say($"{name} removed");
    }

    private void Remove(string name, Role role, int index)
    {
        if (!_silent.Remove(name)) return;
        if (role == Role.Node) cluster.RemoveNode(index);
        else cluster.RemoveCoordinator(index);
        Say($"{name} removed");
    }

    // Whoever comes back to a place ends the wait for whoever had it.
    private void Join(string name, Role role, int index)
    {
        Remove(name, role, index);
        _away.Remove(name);
        if (role == Role.Node) cluster.AddNode(index);
        else cluster.AddCoordinator(index);
        Say($"{name} joined");
    }

    private void Say(string text) => _events.Add((cluster.World.Now, text));
}
