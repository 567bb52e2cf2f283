using AkkaCacheSim.Core.Invalidators;

namespace AkkaCacheSim.Core.Tests.Invalidators;

/// <summary>Keeps what the invalidator asked of it.</summary>
internal sealed class FakeConsumer : IConsumer
{
    public bool Flowing { get; private set; }

    public List<(int Partition, long Offset)> Commits { get; } = [];

    public void Flow(bool flow)
    {
        Assert.NotEqual(Flowing, flow);
        Flowing = flow;
    }

    public void Commit(int partition, long offset) => Commits.Add((partition, offset));
}
