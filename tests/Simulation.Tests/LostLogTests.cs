using AkkaCacheSim.Core.Origin;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Workloads;

namespace AkkaCacheSim.Simulation.Tests;

/// <summary>One node, one key, a copy of it, a commit behind the cache's back, and a way for its news to be lost.</summary>
public sealed class LostLogTests
{
    // One a partition.
    private const int Markers = 4;

    // Records are in the log half this time before their producer knows it.
    private static readonly VirtualOptions SlowAcknowledgement = new() { ProduceTime = 20 * Durations.Millisecond };

    private readonly VirtualCluster _cluster = new(
        new SimSettings { Nodes = 1, Ttl = Durations.None, ServiceTime = default, Invalidation = InvalidationStrategies.Cdc }, SlowAcknowledgement, null);

    public LostLogTests()
    {
        Commit();
        Pass();
    }

    [Fact]
    public void WhenNothingIsLost_ThenTheCopyGoes()
    {
        Read();
        Commit();
        Assert.Equal(1, Held());
        Pass();
        Assert.Equal(0, Held());
    }

    [Fact]
    public void WhenTheBrokerDiesWithTheNews_ThenTheCopyGoes()
    {
        Read();
        Commit();
        _cluster.RestartFeed(newBroker: true);
        Pass();
        Assert.Equal(0, Held());
    }

    [Fact]
    public void WhenTheBrokerDiesBeforeTheNodesNewLifeHasHeardOfAnyLog_ThenTheCopyGoes()
    {
        _cluster.RestartNode(0);
        Pass();
        Read();
        Commit();
        _cluster.RestartFeed(newBroker: true);
        Pass();
        Assert.Equal(0, Held());
    }

    [Fact]
    public void WhenTheFeedDiesTwiceInARow_ThenTheCopyGoes()
    {
        Read();
        _cluster.RestartFeed(newBroker: false);
        Commit();
        _cluster.RestartFeed(newBroker: false);
        Pass();
        Assert.Equal(0, Held());
    }

    [Fact]
    public void WhenTheFeedDiesBetweenItsMarkersAndTheirAcknowledgement_ThenTheCopyGoes()
    {
        _cluster.RestartFeed(newBroker: true);
        var cleared = _cluster.Nodes[0].Counters.Cleared;
        _cluster.World.Run(long.MaxValue, () => _cluster.Nodes[0].Counters.Cleared >= cleared + Markers);
        Read();
        Commit();
        _cluster.RestartFeed(newBroker: false);
        Pass();
        Assert.Equal(0, Held());
    }

    [Fact]
    public void WhenTheInvalidatorDiesBeforeItHasConsumedTheNews_ThenItsNextLifeTellsIt()
    {
        Read();
        Commit();
        _cluster.World.Run(_cluster.World.Now + (13 * Durations.Millisecond), () => false);
        _cluster.RestartInvalidator();
        Pass();
        Assert.Equal(0, Held());
    }

    private void Commit() => _cluster.Database.Run(new Statement(StatementKind.Write, "k0", "v", -1));

    private void Pass() => _cluster.World.Run(_cluster.World.Now + (2 * Durations.Second), () => false);

    private void Read()
    {
        var client = _cluster.Begin(new WorkloadSpec { Keys = 1, Requests = 1 });
        _cluster.World.Run(_cluster.World.Now + (5 * Durations.Millisecond), () => client.Phase == WorkloadPhase.Done && Held() > 0);
        Assert.Equal(_cluster.Database.Versions().Single().Version, Held());
    }

    private long Held() => _cluster.Nodes[0].Copies().Select(copy => copy.Entry.Version).SingleOrDefault();
}
