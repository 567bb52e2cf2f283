using Akka.Actor;
using AkkaCacheSim.Core.History;
using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Messages;
using Address = AkkaCacheSim.Core.Machines.Address;

namespace AkkaCacheSim.Cluster.Hosting;

/// <summary>One machine in a live process, and its hands in it.</summary>
internal sealed class HostedMachine : IEffects, IDisposable
{
    private readonly MachineHost _host;
    private readonly Timer _timer;
    private long _timerAt = long.MaxValue;

    public HostedMachine(MachineHost host, IActorRef self)
    {
        _host = host;
        // The runtime's timers have a resolution of about a millisecond and cost nothing while idle, unlike a scheduler that ticks as fast.
        _timer = new Timer(_ => self.Tell(new TimerDue(this)));
    }

    public IMachine Machine { get; set; } = null!;

    public bool Recording => _host.Recording;

    public void Send(Address to, in Message message) => _host.Send(Machine.Self, to, message);

    public void Record(in HistoryLine line) => _host.Record(line);

    public void SetTimer(long at)
    {
        _timerAt = at;
        _timer.Change(at == long.MaxValue ? Timeout.Infinite : Milliseconds(at - MonotonicClock.Now()), Timeout.Infinite);
    }

    /// <summary>A timer has fired; it may have been set anew since.</summary>
    public bool TimerDueAt(long now)
    {
        if (_timerAt > now)
        {
            SetTimer(_timerAt);
            return false;
        }

        _timerAt = long.MaxValue;
        return true;
    }

    public void Dispose() => _timer.Dispose();

    // Rounded up: a timer may come late, never early.
    private static long Milliseconds(long ns) => Math.Clamp((ns + 999_999) / 1_000_000, 0, int.MaxValue);
}
