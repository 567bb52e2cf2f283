using AkkaCacheSim.Console.Torments;

namespace AkkaCacheSim.Console.Tests.Torments;

/// <summary>What a torment does.</summary>
public sealed class TormentScheduleTests
{
    private static readonly string[] Processes = ["origin", "coordinator-0", "coordinator-1", "node-0", "node-1", "node-2", "node-3", "invalidator-0"];

    [Fact]
    public void WhenTheSeedIsTheSame_ThenTheRoundsAre()
    {
        Assert.Equal(Lines(7), Lines(7));
        Assert.NotEqual(Lines(7), Lines(8));

        static IEnumerable<string> Lines(ulong seed) => TormentSchedule.Draw(seed, 50, Processes).Select(round => round.ToString());
    }

    [Fact]
    public void WhenRoundsAreDrawn_ThenEachLeavesAMajorityAndEverythingComesUp()
    {
        var rounds = TormentSchedule.Draw(1, 500, Processes);
        Assert.Equal(Enumerable.Range(1, 500), rounds.Select(round => round.Number));
        foreach (var round in rounds)
        {
            var victims = round.Faults.SelectMany(fault => fault.Victims).ToList();
            Assert.Equal(victims.Distinct(), victims);
            Assert.InRange(victims.Count, 1, Processes.Length / 2);
            Assert.InRange(round.Faults.Count(fault => fault.Kind == TormentKind.Partition), 0, 1);
            Assert.All(round.Faults, fault => Assert.InRange(fault.For, 100_000_000, 16_000_000_000));
        }

        foreach (var kind in Enum.GetValues<TormentKind>())
        {
            var faults = rounds.SelectMany(round => round.Faults).Where(fault => fault.Kind == kind).ToList();
            Assert.Equal(Processes.Order(), faults.SelectMany(fault => fault.Victims).Distinct().Order());
        }

        Assert.Contains(rounds, round => round.Faults.Count == 2);
        Assert.Contains(rounds, round => round.Faults[0].Groups.Count == 2);
    }

    [Fact]
    public void WhenThereIsOneProcess_ThenItIsTormentedAllTheSame() =>
        Assert.All(TormentSchedule.Draw(1, 20, ["origin"]), round => Assert.Single(round.Faults));
}
