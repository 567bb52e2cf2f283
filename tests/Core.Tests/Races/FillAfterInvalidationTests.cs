using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Policies;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Tests.Support;

namespace AkkaCacheSim.Core.Tests.Races;

/// <summary>A row that was read before an invalidation lands after it. Guards: the token's floor, and for those who wait, that a lease passes with the news.</summary>
public sealed class FillAfterInvalidationTests
{
    private static readonly ProtectionSet[] Protections = [ProtectionSet.None, ProtectionSet.SingleFlight, ProtectionSet.Lock, ProtectionSet.SingleFlight | ProtectionSet.Lock];

    public static TheoryData<string, ProtectionSet> Variants => [.. from read in ReadPolicies.Names from protect in Protections select (read, protect)];

    [Theory]
    [MemberData(nameof(Variants))]
    public void WhenARowWasReadBeforeTheInvalidation_ThenItIsNotKept(string read, ProtectionSet protect)
    {
        var rig = new RaceRig(RaceRig.Settings with { Read = read, Protect = protect });
        rig.Client(1);
        rig.ToNode(Who.OtherCoordinator, new Message { Kind = MessageKind.Invalidate, Request = 1, Key = "k", Version = 5 });
        rig.Row(0, 4);
        Assert.Equal((Outcome.Miss, 0), (rig.Results[1].Outcome, rig.Held()));
        rig.Client(2);
        rig.Row(0, 5);
        Assert.Equal((5, 5), (rig.Results[2].Version, rig.Held()));
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void WhenAReaderComesAfterTheInvalidation_ThenItNeverGetsTheRowFromBefore(string read, ProtectionSet protect)
    {
        var rig = new RaceRig(RaceRig.Settings with { Read = read, Protect = protect });
        rig.Client(1);
        rig.ToNode(Who.OtherCoordinator, new Message { Kind = MessageKind.Invalidate, Request = 1, Key = "k", Version = 5 });
        rig.Client(2);
        rig.Row(0, 4);
        Assert.False(rig.Results.ContainsKey(2));
        rig.Row(0, 5);
        Assert.Equal((4, 5), (rig.Results[1].Version, rig.Results[2].Version));
    }
}
