using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Tests.Support;

namespace AkkaCacheSim.Core.Tests.Nodes;

/// <summary>Other settings, at a node that holds copies.</summary>
public sealed class ConfigureTests
{
    private static readonly SimSettings Lru = new() { Slots = 4, Ttl = Durations.None };

    [Theory]
    [InlineData("lru", "b")] // as before, and it knows what it knew
    [InlineData("fifo", "a")]
    public void WhenTheEvictionPolicyChanges_ThenVictimsAreThoseOfTheNewOne(string eviction, string victim)
    {
        var rig = new NodeRig(Lru);
        foreach (var key in new[] { "a", "b", "c", "d" }) rig.Load(1, key, 1);
        rig.Lookup(2, "a");
        rig.Node.Configure(3, Lru with { Eviction = eviction });
        rig.Lookup(4, "a");
        rig.Load(5, "e", 1);
        Assert.Equal(victim, Assert.Single("abcde", key => rig.Held(key.ToString()) == 0).ToString());
    }

    [Fact]
    public void WhenNewsIsToComeFromTheLog_ThenNothingIsCachedBeforeTheInvalidatorConfirms()
    {
        var rig = new NodeRig(Lru);
        rig.Node.ViewChanged(1, new View([Who.Node, Who.Invalidator]));
        rig.Load(1, "k", 1);
        Assert.Empty(rig.Effects.TakeSent());
        rig.Node.Configure(2, NodeRig.Cdc);
        Assert.Equal((Who.Invalidator, MessageKind.Subscribe), Assert.Single(rig.Effects.TakeSent()) is var said ? (said.To, said.Message.Kind) : default);
        Assert.False(rig.Node.Ready);
        Assert.Equal((MessageKind.Miss, false), (rig.Lookup(3, "l", 1) is var miss ? miss.Kind : default, miss.Token));

        // The timer asks again.
        Assert.Equal(MessageKind.Subscribe, Assert.Single(rig.PassTo(2 + (200 * Durations.Millisecond))).Message.Kind);
        rig.Receive(Durations.Second, Who.Invalidator, new Message { Kind = MessageKind.Subscribed });
        Assert.True(rig.Node.Ready);
        rig.Node.Configure(2 * Durations.Second, Lru);
        rig.Node.ViewChanged(2 * Durations.Second, new View([Who.Node]));
        Assert.True(rig.Node.Ready);
    }

    [Fact]
    public void WhenAnInvalidatorJoins_ThenItIsAskedUntilItConfirms()
    {
        var rig = new NodeRig(NodeRig.Cdc);
        rig.Node.ViewChanged(5, new View([Who.Node, Who.Invalidator, Who.Invalidator with { Index = 1 }]));
        Assert.Single(rig.Effects.TakeSent());
        Assert.Equal(Who.Invalidator with { Index = 1 }, Assert.Single(rig.PassTo(5 + (200 * Durations.Millisecond))).To);
    }
}
