using System.Collections.Immutable;
using AkkaCacheSim.Core.Placement;
using AkkaCacheSim.Core.Randomness;
using AkkaCacheSim.Core.Settings;

namespace AkkaCacheSim.Core.Tests.Placement;

/// <summary>What a change of members moves, on 100,000 seeded keys.</summary>
public sealed class MovementTests
{
    private static readonly ImmutableArray<string> Four = ["node-0", "node-1", "node-2", "node-3"];
    private static readonly string[] Keys = Random(100_000, 7);

    public static TheoryData<string> Consistent { get; } = ["ring", "ketama", "slots", "rendezvous", "partitions"];

    // Exact over the least common multiple of the counts; the sampling error of 100,000 keys is far below half a point.
    [Fact]
    public void Modulo_moves_nearly_every_key()
    {
        Assert.InRange(Joined("modulo").Share, 0.795, 0.805);
        Assert.InRange(Left("modulo", "node-3").Share, 0.745, 0.755);
    }

    [Theory]
    [InlineData("rendezvous")]
    [InlineData("jump")]
    [InlineData("partitions")]
    public void The_even_ones_move_a_fifth_and_a_quarter(string name)
    {
        Assert.InRange(Joined(name).Share, 0.19, 0.21);
        Assert.InRange(Left(name, "node-3").Share, 0.24, 0.26);
    }

    [Theory]
    [InlineData("ring")]
    [InlineData("ketama")]
    public void The_rings_move_about_as_much(string name)
    {
        Assert.InRange(Joined(name).Share, 0.15, 0.25);
        Assert.InRange(Left(name, "node-3").Share, 0.19, 0.31);
    }

    // All that the joiner owns now, and nothing else; all that the leaver owned, and nothing else.
    [Theory]
    [MemberData(nameof(Consistent))]
    [InlineData("jump")]
    public void Only_the_joiner_s_or_the_leaver_s_keys_move(string name)
    {
        var join = Joined(name);
        Assert.All(join.FromTo, flow => Assert.Equal("node-4", flow.To));
        Assert.Equal((Owned(name, Four.Add("node-4"), "node-4"), 0), (join.Moved, join.BetweenStayers));
        foreach (var leaver in name == "jump" ? ["node-3"] : Four)
        {
            var leave = Left(name, leaver);
            Assert.All(leave.FromTo, flow => Assert.Equal(leaver, flow.From));
            Assert.Equal((Owned(name, Four, leaver), 0), (leave.Moved, leave.BetweenStayers));
        }
    }

    [Theory]
    [InlineData("crc32")]
    [InlineData("md5")]
    [InlineData("murmur3")]
    public void A_ring_s_hash_changes_nothing_of_that(string hash)
    {
        var settings = new SimSettings { Placement = "ring", Hash = hash };
        var join = Count(settings, Four, Four.Add("node-4"));
        Assert.All(join.FromTo, flow => Assert.Equal("node-4", flow.To));
        Assert.True(join.Moved > 0);
    }

    [Fact]
    public void Jump_moves_keys_between_stayers_when_another_than_the_last_leaves() => Assert.True(Left("jump", "node-1").BetweenStayers > Keys.Length / 10);

    // Maglev's price: some keys, far below a hundredth, move between members that stay.
    [Fact]
    public void Maglev_moves_little_between_stayers()
    {
        var (join, leave) = (Joined("maglev"), Left("maglev", "node-3"));
        TestContext.Current.TestOutputHelper?.WriteLine($"between stayers: {join.BetweenStayers} of {join.Moved} on a join, {leave.BetweenStayers} of {leave.Moved} on a leave");
        Assert.InRange(join.Share, 0.19, 0.21);
        Assert.InRange(leave.Share, 0.24, 0.26);
        Assert.InRange(join.BetweenStayers, 1, Keys.Length / 100);
        Assert.InRange(leave.BetweenStayers, 1, Keys.Length / 100);
    }

    [Fact]
    public void A_slot_moves_only_when_it_is_told_to()
    {
        var five = Four.Add("node-4");
        var before = Placements.Create(new SimSettings { Placement = "slots" }, new Roster(five, Four));
        var after = Placements.Create(new SimSettings { Placement = "slots", SlotMoves = "0-1023:node-4,5000:node-4" }, new Roster(five, Four));
        Assert.DoesNotContain(Keys, key => before.Owner(key) == "node-4");
        foreach (var key in Keys) Assert.Equal(KeySlot.Of(key) is < 1024 or 5000 ? "node-4" : before.Owner(key), after.Owner(key));
    }

    // Whoever is gone, in whatever number: no slot changes hands between members that stay, and all come back.
    [Fact]
    public void Slots_of_the_gone_never_move_between_stayers()
    {
        foreach (var (before, after) in from first in Subsets() from second in Subsets() where second.Length < first.Length && !second.Except(first).Any() select (first, second))
        {
            Assert.Equal(0, Count(new SimSettings { Placement = "slots" }, before, after, 3_000).BetweenStayers);
        }
    }

    [Fact]
    public void Partitions_differ_by_one_at_most()
    {
        ImmutableArray<string>[] rosters = [Four, Four.Add("node-4"), .. Subsets(), .. Enumerable.Range(5, 40).Select(n => Enumerable.Range(0, n).Select(i => $"node-{i}").ToImmutableArray())];
        foreach (var names in rosters)
        {
            var partitions = new Partitions(new Roster(names, Four));
            var counts = PartitionKeys().CountBy(partitions.Owner).Select(owner => owner.Value).ToList();
            Assert.Equal((names.Length, Partitions.Count), (counts.Count, counts.Sum()));
            Assert.InRange(counts.Max() - counts.Min(), 0, 1);
        }
    }

    [Fact]
    public void Partitions_of_those_who_leave_in_order_never_move_between_stayers()
    {
        for (var gone = 1; gone < Four.Length; gone++)
        {
            Assert.Equal(0, Count(new SimSettings { Placement = "partitions" }, [.. Four.Skip(gone - 1)], [.. Four.Skip(gone)]).BetweenStayers);
        }
    }

    [Fact]
    public void Keys_are_counted_by_where_they_come_from_and_go()
    {
        var movement = new Movement(Fixed(["a", "b"], 0, 0, 0, 1), Fixed(["b", "c"], 0, 1, 1, 1));
        foreach (var key in new[] { "0", "1", "2", "3" }) movement.Add(key);
        Assert.Equal([new Flow("a", "b", 1), new Flow("a", "c", 2), new Flow("b", "c", 1)], movement.FromTo);
        Assert.Equal((4, 4, 1.0, 0), (movement.Keys, movement.Moved, movement.Share, movement.BetweenStayers));
        Assert.Equal((1.5, 1.5), (movement.ImbalanceBefore, movement.ImbalanceAfter));
    }

    [Fact]
    public void Without_keys_nothing_moves()
    {
        var movement = new Movement(Fixed(["a"]), Fixed(["b"]));
        Assert.Equal((0.0, 0.0, 0.0), (movement.Share, movement.ImbalanceBefore, movement.ImbalanceAfter));
        Assert.Empty(movement.FromTo);
    }

    private static Movement Joined(string name) => Count(new SimSettings { Placement = name, SlotMoves = "100-299:node-4" }, Four, Four.Add("node-4"));

    private static Movement Left(string name, string leaver) => Count(new SimSettings { Placement = name }, Four, Four.Remove(leaver));

    // Before the join, slots that were given to the joiner lie with others as those of a member that is gone.
    private static Movement Count(SimSettings settings, ImmutableArray<string> before, ImmutableArray<string> after, int keys = 100_000)
    {
        var movement = new Movement(Placements.Create(settings, new Roster(before, Four)), Placements.Create(settings, new Roster(after, Four)));
        foreach (var key in Keys.Take(keys)) movement.Add(key);
        return movement;
    }

    private static long Owned(string name, ImmutableArray<string> names, string owner)
    {
        var settings = new SimSettings { Placement = name, SlotMoves = owner == "node-4" ? "100-299:node-4" : "none" };
        var placement = Placements.Create(settings, new Roster(names, Four));
        return Keys.Count(key => placement.Owner(key) == owner);
    }

    private static IEnumerable<ImmutableArray<string>> Subsets() =>
        Enumerable.Range(1, 15).Select(bits => Four.Where((_, i) => (bits & (1 << i)) != 0).ToImmutableArray());

    // A key for each partition.
    private static IEnumerable<string> PartitionKeys()
    {
        var anyone = new Partitions(new Roster(["a"], ["a"]));
        return Keys.DistinctBy(anyone.Hash);
    }

    private static MemberPlacement<string> Fixed(ImmutableArray<string> names, params int[] owners) => new(new FixedPlacement(owners), names);

    private static string[] Random(int count, ulong seed)
    {
        var random = new SeededRandom(seed);
        return [.. Enumerable.Range(0, count).Select(_ => $"user:{random.Next():x}")];
    }

    private sealed class FixedPlacement(int[] owners) : IPlacement
    {
        public int Owner(string key) => owners[key[0] - '0'];

        public Int128 Hash(string key) => 0;
    }
}
