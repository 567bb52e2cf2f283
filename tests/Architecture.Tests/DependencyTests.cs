namespace AkkaCacheSim.Architecture.Tests;

/// <summary>Dependencies point one way: the executable to the drivers, the drivers to the model.</summary>
public sealed class DependencyTests
{
    [Fact]
    public void WhenCoreIsRead_ThenItReferencesNothingOfOurs() => Assert.Empty(Assemblies.OwnReferencesOf(Assemblies.Core));

    [Fact]
    public void WhenTheCheckerIsRead_ThenItReferencesNothingOfOurs() => Assert.Empty(Assemblies.OwnReferencesOf(Assemblies.Checker));

    [Fact]
    public void WhenTheSimulationIsRead_ThenItReferencesTheModelOnly() => Assert.Equal([Assemblies.Core], Assemblies.OwnReferencesOf(Assemblies.Simulation));

    [Fact]
    public void WhenTheFuzzerIsRead_ThenItReferencesTheModelTheSimulationAndTheChecker() =>
        Assert.Equal([Assemblies.Checker, Assemblies.Core, Assemblies.Simulation], Assemblies.OwnReferencesOf(Assemblies.Ours + "Fuzzing"));

    [Fact]
    public void WhenADriverIsRead_ThenItReferencesNeitherTheExecutableNorTheSimulationNorTheChecker()
    {
        var drivers = Drivers();
        Assert.Subset(drivers, new HashSet<string>(["Cluster", "Invalidator", "Nodes", "Origin"]));
        foreach (var driver in drivers)
        {
            var references = Assemblies.OwnReferencesOf(Assemblies.Ours + driver);
            Assert.DoesNotContain(Assemblies.Console, references);
            Assert.DoesNotContain(Assemblies.Simulation, references);
            Assert.DoesNotContain(Assemblies.Checker, references);
        }
    }

    [Fact]
    public void WhenTheExecutableIsRead_ThenItReferencesTheDrivers() =>
        Assert.Contains(Assemblies.Ours + "Nodes", Assemblies.OwnReferencesOf(Assemblies.Console));

    [Fact]
    public void WhenThePageIsRead_ThenItReferencesTheControlApisClientAndTheModelAtMost() =>
        Assert.Subset(new HashSet<string>([Assemblies.Ours + "Control", Assemblies.Core]), new HashSet<string>(Assemblies.OwnReferencesOf(Assemblies.Ours + "Dashboard")));

    // Whatever of ours lies beside the executable and is none of the parts with rules of their own.
    private static HashSet<string> Drivers() =>
        [.. Directory.GetFiles(AppContext.BaseDirectory, Assemblies.Ours + "*.dll")
            .Select(file => Path.GetFileNameWithoutExtension(file)[Assemblies.Ours.Length..])
            .Except(["Core", "Simulation", "Fuzzing", "Checker", "Architecture.Tests"])];
}
