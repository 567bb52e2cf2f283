using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Nodes;
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
        Assert.Equal(2 + (200 * Durations.Millisecond), rig.Effects.TimerAt);
        Assert.Equal((MessageKind.Miss, false, 0), (rig.Lookup(3, "l", 1) is var miss ? miss.Kind : default, miss.Token, miss.Stamp));

        // The timer asks again.
        Assert.Equal(MessageKind.Subscribe, Assert.Single(rig.PassTo(2 + (200 * Durations.Millisecond))).Message.Kind);
        rig.Receive(Durations.Second, Who.Invalidator, new Message { Kind = MessageKind.Subscribed });
        Assert.True(rig.Node.Ready);

        // Settings that have nothing to do with it change nothing.
        rig.Node.Configure(Durations.Second, NodeRig.Cdc with { Eviction = "fifo" });
        Assert.True(rig.Node.Ready);

        // What was promised before is no promise of what was told meanwhile.
        rig.Node.Configure(2 * Durations.Second, Lru);
        Assert.True(rig.Node.Ready);
        rig.Node.Configure(3 * Durations.Second, NodeRig.Cdc);
        Assert.False(rig.Node.Ready);
    }

    [Fact]
    public void WhenAnInvalidatorJoins_ThenItIsAskedUntilItConfirms()
    {
        var effects = new FakeEffects();
        var node = new CacheNode(Who.Node, NodeRig.Cdc, effects);
        node.ViewChanged(5, new View([Who.Node, Who.Invalidator]));
        Assert.Equal(Who.Invalidator, Assert.Single(effects.TakeSent()).To);
        Assert.True(effects.TakeDueTimer(5 + (200 * Durations.Millisecond)));
        node.Tick(5 + (200 * Durations.Millisecond));
        Assert.Equal((MessageKind.Subscribe, 5 + (400 * Durations.Millisecond)), (effects.TakeOne().Kind, effects.TimerAt));
    }
}
