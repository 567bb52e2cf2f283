using Akka.Actor;
using Akka.Cluster;
using Akka.DistributedData;
using AkkaCacheSim.Cluster.Hosting;
using AkkaCacheSim.Core.Settings;

namespace AkkaCacheSim.Cluster.Tests;

public sealed class EpochSettingsTests : IDisposable
{
    private static readonly UniqueAddress Writer = new(new Address("akka.trttl.tcp", "akkacachesim", "127.0.0.1", 1), 7);
    private static readonly EpochSettings Other = new(3, new SimSettings
    {
        Nodes = 2,
        Placement = "ring",
        Replicas = 2,
        Ttl = Durations.None,
        Invalidation = InvalidationStrategies.Cdc | InvalidationStrategies.Explicit,
        FillGuard = false,
        ServiceTime = new ServiceTime(1, 2),
        Sigma = 0.1 + 0.2,
        Kappa = 1e-7,
        Seed = ulong.MaxValue,
    });

    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void WhenSettingsAreSaved_ThenTheyAreLoadedWithTheirEpoch()
    {
        new EpochSettings(2, new SimSettings()).Save(_file);
        Other.Save(_file);
        Assert.Equal(Other, EpochSettings.Load(_file));
        Assert.False(File.Exists(_file + ".new"));
    }

    [Fact]
    public void WhenRegistersMeet_ThenTheLaterEpochWinsWhicheverWayRound()
    {
        var older = new EpochSettings(2, new SimSettings()).Register(Writer);
        var newer = Other.Register(Writer);
        Assert.Equal(Other, EpochSettings.Of(older.Merge(newer)));
        Assert.Equal(Other, EpochSettings.Of(newer.Merge(older)));
    }

    /// <summary>The register as the replicator sends it, for an actor system that is set up as ours are.</summary>
    internal static LWWRegister<string> Sample() => Other.Register(Writer);
}
