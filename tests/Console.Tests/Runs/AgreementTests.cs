using AkkaCacheSim.Console.Runs;

namespace AkkaCacheSim.Console.Tests.Runs;

/// <summary>Live runs held against virtual ones.</summary>
public sealed class AgreementTests
{
    [Fact]
    public void WhenTwoRunsAreHeldAgainstEachOther_ThenTheDifferenceIsLiveLessVirtual()
    {
        var row = AgreementRow.Of("v", Row(hitRate: 0.7, stale: 2_000, originReads: 3_000), Row(hitRate: 0.69, stale: 2_150, originReads: 2_900));
        Assert.Equal(new AgreementFigures(-0.01, 0.015, -100), row.Difference);
        Assert.Equal(("v", 1.25), (row.Variant, row.MessageMs));
    }

    [Fact]
    public void WhenThereIsMuchToCount_ThenATenthOfTheVirtualFigureIsAllowed() =>
        Assert.Equal(new AgreementFigures(0.01, 0.02, 300), Allowed((2_000, 3_000), (2_100, 9_000)));

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(0, 4, 4)]
    [InlineData(8, 17, 10)]
    [InlineData(200, 200, 40)]
    [InlineData(800, 800, 80)]
    public void WhenThereIsLittleToCount_ThenWhatChanceMakesOfItIsAllowed(int simulated, int live, double allowed)
    {
        var figures = Allowed((simulated, simulated), (live, live));
        Assert.Equal((allowed / 10_000, allowed), (figures.StaleRate, figures.OriginReads));
    }

    [Theory]
    [InlineData(0.69, 2_200, 3_300, true, true, true)]
    [InlineData(0.71, 1_800, 2_700, true, true, true)]
    [InlineData(0.6899, 2_000, 3_000, false, true, true)]
    [InlineData(0.7101, 2_000, 3_000, false, true, true)]
    [InlineData(0.7, 2_201, 3_000, true, false, true)]
    [InlineData(0.7, 1_799, 3_000, true, false, true)]
    [InlineData(0.7, 2_000, 3_301, true, true, false)]
    [InlineData(0.7, 2_000, 2_699, true, true, false)]
    public void WhenAFigureIsFurtherAwayThanAllowed_ThenItsClaimDoesNotHold(double hitRate, int stale, int originReads, params bool[] holds)
    {
        var row = AgreementRow.Of("v", Row(0.7, 2_000, 3_000), Row(hitRate, stale, originReads));
        Assert.Equal(holds, row.Claims().Select(claim => claim.Holds));
    }

    [Fact]
    public void WhenAClaimIsMade_ThenItSaysWhatWasMeasuredAndWhatWasAllowed()
    {
        var claims = AgreementRow.Of("v", Row(0.7, 2_000, 3_000), Row(0.695, 2_100, 2_880)).Claims();
        Assert.Equal(
            ["v: hit rate, live from virtual: 0.5 points (expected <= 1 points)", "v: stale share, live from virtual: 1 points (expected <= 2 points)", "v: origin reads, live from virtual: 120 (expected <= 300)"],
            claims.Select(claim => claim.Line));
    }

    [Fact]
    public void WhenNothingWasHitOrRead_ThenNoMessageTimeIsKnownAndNothingFails()
    {
        var empty = Row(0, 0, 0) with { Reads = 0, LatencyMs = new LatenciesRow(new LatencyRow(null, null), new LatencyRow(null, null)) };
        var row = AgreementRow.Of("v", empty, empty);
        Assert.Null(row.MessageMs);
        Assert.All(row.Claims(), claim => Assert.True(claim.Holds));
    }

    private static AgreementFigures Allowed((int Stale, int OriginReads) simulated, (int Stale, int OriginReads) live) =>
        AgreementFigures.Allowed(Row(0.7, simulated.Stale, simulated.OriginReads), Row(0.7, live.Stale, live.OriginReads));

    private static CompareRow Row(double hitRate, int stale, int originReads) => new(
        "ttl", 10_000, 0, 0, 0, 0, hitRate, originReads, stale, stale / 10_000.0, new Quantiles(null, null, null), new PropagationRow(0, null, null, null), 0,
        new LatenciesRow(new LatencyRow(2.5, 9), new LatencyRow(30, 60)));
}
