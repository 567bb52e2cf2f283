using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Tests.Support;

namespace AkkaCacheSim.Core.Tests.Races;

/// <summary>An expired copy is kept for the case that its load fails; a clear comes first. Guard: a clear drops what has expired too.</summary>
public sealed class RevivalAfterClearTests
{
    [Theory]
    [InlineData("cache-aside", ProtectionSet.StaleIfError)]
    [InlineData("cache-aside", ProtectionSet.StaleIfError | ProtectionSet.Swr)]
    [InlineData("cache-aside", ProtectionSet.StaleIfError | ProtectionSet.Lock)]
    [InlineData("read-through", ProtectionSet.StaleIfError)]
    [InlineData("read-through", ProtectionSet.StaleIfError | ProtectionSet.Swr)]
    public void WhenAnExpiredCopyWasCleared_ThenAFailedLoadDoesNotReviveIt(string read, ProtectionSet protect)
    {
        var rig = new RaceRig(RaceRig.Settings with { Read = read, Retries = 0, Protect = protect, SwrWindow = 5_000, Invalidation = InvalidationStrategies.Cdc });
        rig.ToNode(Who.Invalidator, Batch(1));
        rig.Client(1);
        rig.Row(0, 4);
        rig.PassTo(RaceRig.Ttl + 10);
        Assert.Equal(4, rig.Held());
        rig.ToNode(Who.Invalidator, Batch(9));
        rig.Client(2);
        rig.Fail(0);
        Assert.Equal((Outcome.Error, null), (rig.Results[2].Outcome, rig.Results[2].Value));
    }

    private static Message Batch(long number) => new() { Kind = MessageKind.InvalidateBatch, Request = number, Changes = new ChangeBatch(0, "log", number, number, []) };
}
