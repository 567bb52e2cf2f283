using AkkaCacheSim.Console.Live;

namespace AkkaCacheSim.Console.Tests.Live;

/// <summary>Who cuts which link.</summary>
public sealed class PartitionPlanTests
{
    private static readonly string[] All = ["console", "origin", "a", "b", "c", "d"];

    [Fact]
    public void WhenOneGroupIsCutOff_ThenTheOthersCutItAndTheConsoleLast() => Assert.Equal(
        ["origin,c,d | a,b", "console | a,b"], Plan(["a", "b"]));

    [Fact]
    public void WhenThereAreSeveral_ThenTheFarOnesCutFirst() => Assert.Equal(
        ["b | c,d", "a | b,c,d", "origin | a,b,c,d", "console | a,b,c,d"], Plan(["a"], ["b"], ["c", "d"]));

    [Fact]
    public void WhenTheConsoleIsNamed_ThenItsGroupComesFirstAndTheUnnamedLast() => Assert.Equal(
        ["b | origin,c,d", "a | b,origin,c,d", "console | b,origin,c,d"], Plan(["b"], ["console", "a"]));

    [Fact]
    public void WhenTheConsoleIsAlone_ThenItIsOne() => Assert.Equal(["console | origin,a,b,c,d"], Plan(["console"]));

    // Every pair of different groups is cut by exactly one end, and never by an end that the console was cut off from before.
    [Fact]
    public void WhenGroupsAreRandom_ThenEveryPairBetweenThemIsCutOnceFromTheNearerEnd()
    {
        var random = new Random(1);
        for (var round = 0; round < 500; round++)
        {
            var side = All.ToDictionary(name => name, _ => random.Next(4));
            string[][] groups = [.. side.Where(member => member.Value > 0).GroupBy(member => member.Value, member => member.Key).Select(group => group.ToArray())];
            var cut = new HashSet<(string, string)>();
            foreach (var (group, peers) in PartitionPlan.Of(groups, All))
            {
                foreach (var (name, peer) in group.SelectMany(name => peers.Select(peer => (name, peer))))
                {
                    Assert.DoesNotContain(("console", name), cut);
                    Assert.True(cut.Add((name, peer)) && !cut.Contains((peer, name)), $"{name} {peer}");
                }
            }

            var wanted = All.SelectMany(a => All.Where(b => string.CompareOrdinal(a, b) < 0 && side[a] != side[b]).Select(b => (a, b))).ToHashSet();
            Assert.Equal(wanted.Order(), cut.Select(pair => string.CompareOrdinal(pair.Item1, pair.Item2) < 0 ? pair : (pair.Item2, pair.Item1)).Order());
        }
    }

    private static IEnumerable<string> Plan(params string[][] groups) =>
        PartitionPlan.Of(groups, All).Select(step => $"{string.Join(',', step.Group)} | {string.Join(',', step.Peers)}");
}
