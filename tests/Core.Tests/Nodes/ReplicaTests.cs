using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Nodes;
using AkkaCacheSim.Core.Placement;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Tests.Support;

namespace AkkaCacheSim.Core.Tests.Nodes;

/// <summary>A node that stands in for the owner of a key.</summary>
public sealed class ReplicaTests
{
    private static readonly Address[] Nodes = [.. Enumerable.Range(0, 4).Select(index => new Address(Role.Node, index, 1))];

    public static TheoryData<string> AllPlacements => [.. Placements.Names];

    [Theory]
    [MemberData(nameof(AllPlacements))]
    public void WhenAKeyHasTwoReplicas_ThenTwoNodesTakeItAndTheOthersDoNot(string placement)
    {
        var settings = new SimSettings { Placement = placement, Replicas = 2 };
        var lists = Lists(settings);
        foreach (var key in Enumerable.Range(0, 50).Select(i => "k" + i))
        {
            Assert.Equal([lists.At(key, 0), lists.At(key, 1)], Nodes.Where(self => Take(Node(self, settings), key)).OrderBy(node => node != lists.At(key, 0)));
        }
    }

    [Theory]
    [MemberData(nameof(AllPlacements))]
    public void WhenTheOwnerIsRemoved_ThenWhoStoodInHasItsCopyAlready(string placement)
    {
        var settings = new SimSettings { Placement = placement, Replicas = 2 };
        var lists = Lists(settings);
        var node = Node(lists.At("k", 1), settings);
        Assert.True(Take(node, "k"));
        node.ViewChanged(3, new View(Nodes.Where(other => other != lists.At("k", 0))));
        Assert.Single(node.Copies());
        node.Configure(4, settings with { Replicas = 1 });
        Assert.Single(node.Copies());
    }

    [Fact]
    public void WhenThereAreToBeFewerReplicas_ThenWhoNoLongerStandsInDropsItsCopy()
    {
        var settings = new SimSettings { Replicas = 2 };
        var node = Node(Lists(settings).At("k", 1), settings);
        Assert.True(Take(node, "k"));
        node.Configure(3, settings with { Replicas = 1 });
        Assert.Empty(node.Copies());
    }

    [Fact]
    public void WhenTheLogTellsOfAChange_ThenTheCopyOfWhoStandsInGoes()
    {
        var settings = new SimSettings { Replicas = 2, Invalidation = InvalidationStrategies.Cdc };
        var node = Node(Lists(settings).At("k", 1), settings);
        node.ViewChanged(0, new View([.. Nodes, Who.Invalidator]));
        node.Receive(0, Who.Invalidator, new Message { Kind = MessageKind.Subscribed });
        node.Receive(0, Who.Invalidator, Batch(1));
        Assert.True(Take(node, "k"));
        node.Receive(3, Who.Invalidator, Batch(2, new Change("k", 4)));
        Assert.Single(node.Copies());
        node.Receive(4, Who.Invalidator, Batch(3, new Change("k", 5)));
        Assert.Empty(node.Copies());
    }

    private static PreferenceLists Lists(SimSettings settings) => new(settings, Placements.Create(settings, [.. Nodes])!);

    private static CacheNode Node(Address self, SimSettings settings)
    {
        var node = new CacheNode(self, settings, new FakeEffects());
        node.ViewChanged(0, new View(Nodes));
        return node;
    }

    // Whether it keeps a copy at version 4.
    private static bool Take(CacheNode node, string key)
    {
        node.Receive(1, Who.Coordinator, new Message { Kind = MessageKind.Lookup, Request = 1, Key = key });
        node.Receive(2, Who.Coordinator, new Message { Kind = MessageKind.Fill, Request = 1, Key = key, Value = "v", Version = 4 });
        return node.Copies().Any(copy => copy.Key == key);
    }

    private static Message Batch(long number, params Change[] changes) => new() { Kind = MessageKind.InvalidateBatch, Changes = new ChangeBatch(0, "log", number, number, [.. changes]) };
}
