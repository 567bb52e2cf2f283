using AkkaCacheSim.Dashboard.Picture;

namespace AkkaCacheSim.Dashboard.Tests.Picture;

public sealed class CdcTests
{
    [Fact]
    public void WhenCdcIsOff_ThenItSaysSo()
    {
        Assert.False(Cdc.IsOn(Views.Status(invalidation: "explicit")));
        Assert.StartsWith("cdc is off", Cdc.Lag(Views.Status(invalidation: "explicit")), StringComparison.Ordinal);
    }

    [Fact]
    public void WhenCdcIsOn_ThenTheLagIsTheSumAndTheOldest()
    {
        var status = Views.Status("write-through", "explicit,cdc", Views.Member("invalidator-0", "invalidator", "up", ("lag", 3), ("lagMs", 40)), Views.Member("invalidator-1", "invalidator", "up", ("lag", 4), ("lagMs", 12)));
        Assert.True(Cdc.IsOn(status));
        Assert.Equal("Lag: 7 events, 40 ms", Cdc.Lag(status));
    }

    [Fact]
    public void WhenNothingWaits_ThenThereIsNoLag() =>
        Assert.StartsWith("No lag", Cdc.Lag(Views.Status("write-through", "cdc", Views.Member("invalidator-0", "invalidator", "up", ("lag", 0), ("lagMs", 0)))), StringComparison.Ordinal);

    [Fact]
    public void WhenNoInvalidatorAnswers_ThenTheLagIsUnknown() =>
        Assert.StartsWith("Lag unknown", Cdc.Lag(Views.Status("write-through", "cdc", Views.Member("invalidator-0", "invalidator", "silent"))), StringComparison.Ordinal);

    [Fact]
    public void WhenTheOriginPublishes_ThenItSaysHowMuch()
    {
        Assert.Equal(5, Cdc.Published(Views.Status("write-through", "cdc", Views.Member("origin", "origin", "up", ("published", 5)))));
        Assert.Null(Cdc.Published(Views.Status("write-through", "cdc", Views.Member("origin", "origin"))));
    }
}
