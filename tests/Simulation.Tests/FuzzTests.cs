using AkkaCacheSim.Core.Planting;
using AkkaCacheSim.Fuzzing;

namespace AkkaCacheSim.Simulation.Tests;

/// <summary>Whole clusters with settings and faults out of seeds.</summary>
public sealed class FuzzTests
{
    private const int Seeds = 500;

    // The first seed is past those of the general run, so that what is asserted of them says nothing of these.
    private const ulong FirstOfPlants = 10_001;
    private const int SeedsOfAPlant = 600;

    public static TheoryData<string> PlantNames => [.. Plants.Names];

    [Fact]
    public void WhenSettingsAndFaultsAreRandom_ThenTheInvariantsHold()
    {
        var results = new FuzzResult[Seeds];
        Parallel.For(0, Seeds, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, i => results[i] = FuzzRun.Run(FuzzCases.Draw((ulong)i + 1)));
        Assert.All(results.Select((result, i) => (Seed: i + 1, Result: result)), run => Assert.True(run.Result.Violation is null, $"seed {run.Seed}: {run.Result.Violation}"));
        Assert.All(results, result => Assert.InRange(result.Requests, 1_000, long.MaxValue));
        Assert.All(results, result => Assert.InRange(result.Faults, 5, int.MaxValue));
    }

    [Fact]
    public void WhenASeedIsRunAgain_ThenItIsTheSameRun()
    {
        for (ulong seed = 1; seed <= 20; seed++) Assert.Equal(FuzzRun.Run(FuzzCases.Draw(seed)), FuzzRun.Run(FuzzCases.Draw(seed)));
    }

    [Theory]
    [MemberData(nameof(PlantNames))]
    public void WhenAFaultIsPlanted_ThenItIsFound(string name)
    {
        using var planted = Plants.Grow(Plants.Get(name));
        for (var seed = FirstOfPlants; seed < FirstOfPlants + SeedsOfAPlant; seed++)
        {
            if (FuzzRun.Run(FuzzCases.Draw(seed)).Violation is not null) return;
        }

        Assert.Fail($"{name} was not found in {SeedsOfAPlant} seeds");
    }

    [Fact]
    public void WhenARunFails_ThenItIsCutDownToOneThatFailsAlike()
    {
        using var planted = Plants.Grow(Plant.AckBeforeJournal);
        var (failing, violation) = Enumerable.Range(1, SeedsOfAPlant).Select(seed => FuzzCases.Draw((ulong)seed)).Select(drawn => (drawn, FuzzRun.Run(drawn).Violation)).First(run => run.Violation is not null);
        var (small, how) = Shrinker.Shrink(failing, violation!);
        Assert.Equal(violation!.Invariant, how.Invariant);
        Assert.True(small.Faults.Count < failing.Faults.Count, $"{small.Faults.Count} of {failing.Faults.Count} faults are left");
        Assert.Equal(how, FuzzRun.Run(small).Violation);
    }
}
