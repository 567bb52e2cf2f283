using AkkaCacheSim.Core.History;
using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Messages;

namespace AkkaCacheSim.Core.Tests.Support;

/// <summary>Does nothing and allocates nothing.</summary>
internal sealed class SilentEffects : IEffects
{
    public bool Recording => false;

    public void Send(Address to, in Message message)
    {
        // Nobody listens.
    }

    public void SetTimer(long at)
    {
        // Nobody waits.
    }

    public void Record(in HistoryLine line) => throw new InvalidOperationException("no history is kept");
}
