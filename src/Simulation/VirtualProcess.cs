using AkkaCacheSim.Core.History;
using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Messages;

namespace AkkaCacheSim.Simulation;

/// <summary>One machine in the virtual world, and its hands in it.</summary>
internal sealed class VirtualProcess : IEffects
{
    private readonly VirtualWorld _world;
    private long _timerAt = long.MaxValue, _timerEventAt = long.MaxValue;

    public VirtualProcess(VirtualWorld world, int number, int host, VirtualClock clock)
    {
        _world = world;
        Clock = clock;
        Number = number;
        Host = host;
    }

    /// <summary>Its number in the world; the network's bookkeeping goes by it.</summary>
    public int Number { get; }

    /// <summary>The operating-system process that it would live in; messages within one take no time.</summary>
    public int Host { get; }

    public VirtualClock Clock { get; }

    /// <summary>What its clock shows now, ns.</summary>
    public long Now => Clock.At(_world.Now);

    /// <summary>The last change of settings that it has heard of.</summary>
    public int Epoch { get; set; }

    /// <summary>What has happened to it while it was paused, in order; null while it runs.</summary>
    public Queue<Action>? Missed { get; set; }

    public bool Alive { get; set; } = true;

    public IMachine Machine { get; set; } = null!;

    public bool Recording => _world.History is not null;

    public void Send(Address to, in Message message) => _world.Send(this, to, message);

    public void SetTimer(long at) => Wake(Clock.When(at));

    public void Record(in HistoryLine line) => _world.History!.Add(line with { Start = Clock.When(line.Start), End = Clock.When(line.End) });

    /// <summary>A timer event has come. The timer may have been set anew since it was entered.</summary>
    public bool TimerDue(long now)
    {
        if (now < _timerEventAt) return false;
        _timerEventAt = long.MaxValue;
        if (_timerAt > now)
        {
            Wake(_timerAt);
            return false;
        }

        _timerAt = long.MaxValue;
        return true;
    }

    private void Wake(long at)
    {
        _timerAt = at;
        if (at == long.MaxValue || at >= _timerEventAt) return;
        _timerEventAt = at;
        _world.At(at, new VirtualEvent(this, EventKind.Timer, default, default, null));
    }
}
