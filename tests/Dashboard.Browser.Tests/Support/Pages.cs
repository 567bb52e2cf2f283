namespace AkkaCacheSim.Dashboard.Browser.Tests.Support;

/// <summary>Tests that share a cluster and its page, one after the other.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Pages : ICollectionFixture<ClusterWithPage>
{
    public const string Name = "page";
}
