using AkkaCacheSim.Core.History;
using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Messages;

namespace AkkaCacheSim.Core.Tests.Support;

/// <summary>Keeps what a machine did for the test to look at.</summary>
internal sealed class FakeEffects : IEffects
{
    private readonly List<(Address To, Message Message)> _sent = [];

    public bool Recording { get; set; } = true;

    public long TimerAt { get; private set; } = long.MaxValue;

    public List<HistoryLine> Lines { get; } = [];

    public void Send(Address to, in Message message) => _sent.Add((to, message));

    public void SetTimer(long at) => TimerAt = at;

    public void Record(in HistoryLine line) => Lines.Add(line);

    /// <summary>What was sent since the last call.</summary>
    public List<(Address To, Message Message)> TakeSent()
    {
        var taken = _sent.ToList();
        _sent.Clear();
        return taken;
    }

    /// <summary>The one message sent since the last call.</summary>
    public Message TakeOne() => Assert.Single(TakeSent()).Message;

    public bool TakeDueTimer(long now)
    {
        if (TimerAt > now) return false;
        TimerAt = long.MaxValue;
        return true;
    }
}
