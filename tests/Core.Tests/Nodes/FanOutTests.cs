using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Nodes;
using AkkaCacheSim.Core.Placement;
using AkkaCacheSim.Core.Protections;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Tests.Support;

namespace AkkaCacheSim.Core.Tests.Nodes;

/// <summary>Four nodes and the copies of a hot key.</summary>
public sealed class FanOutTests
{
    private static readonly Address[] Nodes = [.. Enumerable.Range(0, 4).Select(index => new Address(Role.Node, index, 1))];

    public static TheoryData<string> AllPlacements => [.. Placements.Names];

    [Theory]
    [MemberData(nameof(AllPlacements))]
    public void WhenAKeyHasFourCopies_ThenEachNodeHoldsOneOfThem(string placement)
    {
        var cluster = new Cluster(new SimSettings { Placement = placement, Protect = ProtectionSet.FanOut });
        for (var i = 0; i < 50; i++)
        {
            var names = Enumerable.Range(0, 4).Select(copy => SubKeys.Of("k" + i, copy)).ToList();
            Assert.All(cluster.Nodes, node => Assert.Single(names, name => cluster.Owns(node, name)));
            Assert.All(names, name => Assert.Single(cluster.Nodes, node => cluster.Owns(node, name)));
        }
    }

    [Theory]
    [MemberData(nameof(AllPlacements))]
    public void WhenTheLogTellsOfAChange_ThenEveryOlderCopyGoes(string placement)
    {
        var cluster = new Cluster(new SimSettings { Placement = placement, Protect = ProtectionSet.FanOut, Invalidation = InvalidationStrategies.Cdc });
        for (var copy = 0; copy < 4; copy++) cluster.Load(SubKeys.Of("k", copy), 4);
        Assert.Equal(4, cluster.Held());
        cluster.Change(2, "k", 4);
        Assert.Equal(4, cluster.Held());
        cluster.Change(3, "k", 5);
        Assert.Equal(0, cluster.Held());
    }

    [Fact]
    public void WhenTheLogTellsOfAChange_ThenCopiesOnTheirWayAreTurnedAwayToo()
    {
        var cluster = new Cluster(new SimSettings { Protect = ProtectionSet.FanOut, Invalidation = InvalidationStrategies.Cdc });
        for (var copy = 0; copy < 4; copy++) cluster.Load(SubKeys.Of("k", copy), 4, () => cluster.Change(2, "k", 5));
        Assert.Equal(0, cluster.Held());
    }

    [Theory]
    [InlineData(4, 4)]
    [InlineData(3, 3)]
    [InlineData(2, 2)]
    [InlineData(null, 1)]
    public void WhenThereAreToBeFewerCopies_ThenThoseBeyondGo(int? copies, int left)
    {
        var settings = new SimSettings { Protect = ProtectionSet.FanOut };
        var cluster = new Cluster(settings);
        for (var copy = 0; copy < 4; copy++) cluster.Load(SubKeys.Of("k", copy), 4);
        foreach (var node in cluster.Nodes) node.Configure(5, copies is null ? settings with { Protect = ProtectionSet.None } : settings with { FanOut = copies });
        Assert.Equal(left, cluster.Held());
        Assert.Contains("k", cluster.Nodes.SelectMany(node => node.Copies()).Select(copy => copy.Key));
    }

    // Of more it would not hear all news: the log's goes to one copy a node.
    [Theory]
    [MemberData(nameof(AllPlacements))]
    public void WhenThereAreFewerNodesThanCopies_ThenEachStillHoldsOneOfThem(string placement)
    {
        var cluster = new Cluster(new SimSettings { Placement = placement, Protect = ProtectionSet.FanOut });
        foreach (var node in cluster.Nodes) node.ViewChanged(1, new View([.. Nodes.Take(2), Who.Invalidator]));
        var names = Enumerable.Range(0, 4).Select(copy => SubKeys.Of("k", copy)).ToList();
        Assert.All(cluster.Nodes.Take(2), node => Assert.Single(names, name => cluster.Owns(node, name)));
    }

    // A mark and then something that no copy is numbered with: a user's key like any other.
    [Theory]
    [InlineData("k\uFFFE ")]
    [InlineData("k\uFFFE\u0001")]
    public void WhenAKeyOnlyLooksLikeACopys_ThenItIsServed(string key)
    {
        var cluster = new Cluster(new SimSettings());
        cluster.Load(key, 4);
        Assert.Equal(1, cluster.Held());
    }

    private sealed class Cluster
    {
        private readonly FakeEffects _effects = new();

        public Cluster(SimSettings settings)
        {
            Nodes = [.. FanOutTests.Nodes.Select(self => new CacheNode(self, settings, _effects))];
            foreach (var node in Nodes)
            {
                node.ViewChanged(0, new View([.. FanOutTests.Nodes, Who.Invalidator]));
                node.Receive(0, Who.Invalidator, new Message { Kind = MessageKind.Subscribed });
                if (settings.HasCdc) node.Receive(0, Who.Invalidator, new Message { Kind = MessageKind.InvalidateBatch, Changes = new ChangeBatch(0, "log", 1, 1, []) });
            }

            _effects.TakeSent();
        }

        public CacheNode[] Nodes { get; }

        public bool Owns(CacheNode node, string name)
        {
            node.Receive(1, Who.Coordinator, new Message { Kind = MessageKind.Lookup, Request = 1, Key = name });
            return _effects.TakeOne().Kind == MessageKind.Miss;
        }

        public void Load(string name, long version, Action? meanwhile = null)
        {
            var node = Nodes.Single(node => Owns(node, name));
            meanwhile?.Invoke();
            node.Receive(2, Who.Coordinator, new Message { Kind = MessageKind.Fill, Request = 1, Key = name, Value = "v", Version = version });
        }

        public void Change(long number, string key, long version)
        {
            foreach (var node in Nodes) node.Receive(3, Who.Invalidator, new Message { Kind = MessageKind.InvalidateBatch, Changes = new ChangeBatch(0, "log", number, number, [new Change(key, version)]) });
            _effects.TakeSent();
        }

        public int Held() => Nodes.Sum(node => node.Entries);
    }
}
