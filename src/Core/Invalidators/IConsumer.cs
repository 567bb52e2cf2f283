namespace AkkaCacheSim.Core.Invalidators;

/// <summary>The consumer, as the invalidator asks it. Records come back as <see cref="InvalidatorMachine.Consumed"/>.</summary>
public interface IConsumer
{
    /// <summary>Lets records flow, or holds them back.</summary>
    /// <param name="flow">True to let them flow.</param>
    void Flow(bool flow);

    /// <summary>Commits: everything before an offset has been acknowledged by every node. Not answered.</summary>
    /// <param name="partition">The partition.</param>
    /// <param name="offset">The next offset to consume.</param>
    void Commit(int partition, long offset);
}
