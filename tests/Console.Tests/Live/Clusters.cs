namespace AkkaCacheSim.Console.Tests.Live;

/// <summary>Tests that start clusters: one at a time, and beside no other test.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public static class Clusters
{
    public const string Name = "live";
}
