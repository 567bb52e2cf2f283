using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Settings;

namespace AkkaCacheSim.Core.Tests.Races;

/// <summary>A key is removed while it is being loaded. Guards: news overtakes the tokens that were granted before it, and who came after it does not join.</summary>
public sealed class RemoveDuringLoadTests
{
    [Theory]
    [InlineData("cache-aside", ProtectionSet.None)]
    [InlineData("cache-aside", ProtectionSet.SingleFlight)]
    [InlineData("cache-aside", ProtectionSet.Lock)]
    [InlineData("read-through", ProtectionSet.None)]
    [InlineData("read-through", ProtectionSet.SingleFlight)]
    public void WhenAKeyIsRemovedDuringALoad_ThenWhoComesAfterwardsDoesNotGetTheOldValue(string read, ProtectionSet protect)
    {
        var rig = new RaceRig(RaceRig.Settings with { Read = read, Protect = protect });
        rig.Client(1);
        rig.Client(2, MessageKind.Delete);
        rig.Commit(1, 5);
        Assert.Equal(Outcome.Deleted, rig.Results[2].Outcome);
        rig.Client(3);
        Assert.Equal(2, rig.Asked.Count);
        rig.Row(0, 4);
        Assert.Equal(4, rig.Results[1].Version);
        Assert.False(rig.Results.ContainsKey(3));
        Assert.Equal(0, rig.Held());
        rig.Client(4);
        Assert.False(rig.Results.ContainsKey(4));
    }
}
