using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Settings;

namespace AkkaCacheSim.Core.Tests.Races;

/// <summary>
/// Loads of a key that has a copy still, many at once: each that passed by the flight or the lease would hit the origin for itself. Guards: they
/// take the lease, and they join the flight.
/// </summary>
public sealed class EagerLoadTests
{
    public static TheoryData<string, ProtectionSet> OneLoad => new()
    {
        { "cache-aside", ProtectionSet.SingleFlight },
        { "cache-aside", ProtectionSet.Lock },
        { "read-through", ProtectionSet.SingleFlight },
        { "read-through", ProtectionSet.Lock },
    };

    [Theory]
    [MemberData(nameof(OneLoad))]
    public void WhenManyHitsLoadEarly_ThenTheOriginIsReadOnce(string read, ProtectionSet protect)
    {
        var rig = Loaded(RaceRig.Settings with { Read = read, Protect = ProtectionSet.XFetch | protect, XFetchBeta = 1_000 });
        rig.PassTo(RaceRig.Ttl - 1);
        for (var request = 10; request < 500; request++) rig.Client(request);
        Assert.Single(rig.Asked);
        Assert.All(Enumerable.Range(10, 490), request => Assert.Equal(Outcome.Hit, rig.Results[request].Outcome));
    }

    [Theory]
    [MemberData(nameof(OneLoad))]
    public void WhenTheBackgroundJobAndReadersLoadTogether_ThenTheOriginIsReadOnce(string read, ProtectionSet protect)
    {
        var rig = new RaceRig(RaceRig.Settings with { Read = read, Protect = ProtectionSet.Refresh | protect, HotKeys = "k", RefreshPeriod = 100 });
        rig.Client(1);
        rig.PassTo(100);
        for (var request = 10; request < 50; request++) rig.Client(request);
        Assert.Single(rig.Asked);
        rig.Row(0, 4);
        Assert.Equal(41, rig.Results.Count);
    }

    [Theory]
    [MemberData(nameof(OneLoad))]
    public void WhenACopyIsServedStale_ThenTheOriginIsReadOnce(string read, ProtectionSet protect)
    {
        var rig = Loaded(RaceRig.Settings with { Read = read, Protect = ProtectionSet.Swr | protect, SwrWindow = 5_000 });
        rig.PassTo(RaceRig.Ttl + 10);
        for (var request = 10; request < 500; request++) rig.Client(request);
        Assert.Single(rig.Asked);
        Assert.All(Enumerable.Range(10, 490), request => Assert.Equal(Outcome.Stale, rig.Results[request].Outcome));
    }

    // The load takes its time, so that early loads are drawn.
    private static RaceRig Loaded(SimSettings settings)
    {
        var rig = new RaceRig(settings);
        rig.Client(1);
        rig.PassTo(200);
        rig.Row(0, 4);
        Assert.Equal(4, rig.Held());
        return rig;
    }
}
