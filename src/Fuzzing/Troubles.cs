using AkkaCacheSim.Simulation;

namespace AkkaCacheSim.Fuzzing;

/// <summary>Which parts of a cluster are in trouble. A part has one trouble at a time: the next one waits until it is over.</summary>
internal sealed class Troubles(VirtualWorld world)
{
    private readonly HashSet<string> _parts = [];
    private readonly Queue<Action> _waiting = [];
    private int _open;

    /// <summary>How many have begun.</summary>
    public int Begun { get; private set; }

    /// <summary>Whether none is there or to come.</summary>
    public bool Over => _open == 0;

    /// <summary>One will come.</summary>
    public void Expect(long after, Action begin)
    {
        _open++;
        world.After(after, begin);
    }

    /// <summary>One begins that is over at once.</summary>
    public void Pass(Action begin)
    {
        Begun++;
        begin();
        End();
    }

    /// <summary>One begins in a part of the cluster; if there is one already, it begins later.</summary>
    public void Begin(string part, Action begin) => Begin([part], _ => begin());

    /// <summary>One begins in all those parts that have none; if each has one already, it begins later.</summary>
    public void Begin(IReadOnlyList<string> parts, Action<string> begin)
    {
        var free = parts.Where(_parts.Add).ToList();
        if (free.Count == 0)
        {
            _waiting.Enqueue(() => Begin(parts, begin));
            return;
        }

        Begun++;
        _open += free.Count - 1;
        free.ForEach(begin);
    }

    /// <summary>The trouble of a part is over.</summary>
    public void End(string part)
    {
        _parts.Remove(part);
        End();
        for (var waiting = _waiting.Count; waiting > 0 && _waiting.TryDequeue(out var next); waiting--) next();
    }

    private void End() => _open--;
}
