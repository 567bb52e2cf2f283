namespace AkkaCacheSim.Checker.Tests;

public sealed class StaleReadTests
{
    [Fact]
    public void WhenANewerCommitWasOverBeforeTheReadBegan_ThenTheReadIsStaleSinceThatCommitsEnd()
    {
        var report = Planted.Check("""
            {"t":"commit","key":"k","version":1,"id":null,"at":10M}
            {"t":"commit","key":"k","version":2,"id":null,"from":18M,"at":20M}
            {"t":"commit","key":"k","version":3,"id":null,"at":30M}
            {"t":"read","client":"c","key":"k","version":1,"start":45M,"end":46M,"outcome":"hit"}
            {"t":"read","client":"d","key":"k","version":3,"start":50M,"end":51M,"outcome":"miss"}
            """);
        Assert.Equal((2, 1, 0.5), (report.Reads, report.StaleReads, report.StaleRate));
        Assert.Equal(new Percentiles(25, 25, 25), report.Staleness);
        Assert.True(report.Holds);
    }

    [Theory]
    [InlineData(18, 20, 20)] // the newer commit ended only as the read began
    [InlineData(10, 12, 20)] // the newer commit began before the returned one had ended
    [InlineData(18, 25, 20)] // the newer commit overlaps the read
    public void WhenTheNewerCommitOverlaps_ThenTheReadIsNotStale(int from, int at, int start)
    {
        var report = Planted.Check($$"""
            {"t":"commit","key":"k","version":1,"id":null,"at":10M}
            {"t":"commit","key":"k","version":2,"id":null,"from":{{from}}M,"at":{{at}}M}
            {"t":"read","client":"c","key":"k","version":1,"start":{{start}}M,"end":30M,"outcome":"hit"}
            """);
        Assert.Equal((1, 0), (report.Reads, report.StaleReads));
        Assert.Null(report.Staleness);
    }

    [Fact]
    public void WhenTheReturnedCommitMayHaveComeLast_ThenTheReadIsNotStale()
    {
        var report = Planted.Check("""
            {"t":"commit","key":"k","version":1,"id":null,"from":10M,"at":14M}
            {"t":"commit","key":"k","version":2,"id":null,"from":13M,"at":15M}
            {"t":"read","client":"c","key":"k","version":1,"start":20M,"end":21M,"outcome":"hit"}
            """);
        Assert.Equal((1, 0), (report.Reads, report.StaleReads));
    }

    [Fact]
    public void WhenTwoLinesTellOfOneCommit_ThenItCountsOnce()
    {
        var report = Planted.Check("""
            {"t":"commit","key":"k","version":1,"id":null,"at":25M}
            {"t":"commit","key":"k","version":1,"id":null,"at":10M}
            {"t":"read","client":"c","key":"k","version":1,"start":30M,"end":31M,"outcome":"hit"}
            """);
        Assert.Equal((1, 0), (report.Reads, report.StaleReads));
    }

    [Fact]
    public void WhenOneNanosecondSeparatesTheEffectsAndTheRead_ThenTheReadIsStaleByIt()
    {
        var report = Planted.Check("""
            {"t":"commit","key":"k","version":1,"id":null,"at":10}
            {"t":"commit","key":"k","version":2,"id":null,"from":11,"at":20}
            {"t":"read","client":"c","key":"k","version":1,"start":21,"end":30,"outcome":"hit"}
            """);
        Assert.Equal(new Percentiles(0.000001, 0.000001, 0.000001), report.Staleness);
    }

    [Theory]
    [InlineData("error")]
    [InlineData("shed")]
    [InlineData("timeout")]
    [InlineData("refused")]
    public void WhenAReadFailed_ThenItIsNotJudged(string outcome)
    {
        var report = Planted.Check($$"""
            {"t":"commit","key":"k","version":1,"id":null,"at":10M}
            {"t":"read","client":"c","key":"k","version":0,"start":45M,"end":46M,"outcome":"{{outcome}}"}
            """);
        Assert.Equal((0, 1, 0), (report.Reads, report.FailedReads, report.StaleReads));
        Assert.Equal(0, report.StaleRate);
    }

    [Fact]
    public void WhenAVersionZeroIsReadAfterACommit_ThenItIsStale()
    {
        var report = Planted.Check("""
            {"t":"commit","key":"k","version":1,"id":null,"at":10M}
            {"t":"read","client":"c","key":"k","version":0,"start":12M,"end":13M,"outcome":"hit"}
            {"t":"read","client":"c","key":"k","version":0,"start":10M,"end":11M,"outcome":"hit"}
            """);
        Assert.Equal((2, 1), (report.Reads, report.StaleReads));
        Assert.Equal(2, report.Staleness!.Max);
    }

    [Fact]
    public void WhenADeleteIsReadAfterANewWrite_ThenTheDeletesVersionIsStale()
    {
        var report = Planted.Check("""
            {"t":"commit","key":"k","version":4,"id":null,"at":10M,"deleted":true}
            {"t":"commit","key":"k","version":5,"id":null,"at":20M}
            {"t":"read","client":"c","key":"k","version":4,"deleted":true,"start":23M,"end":24M,"outcome":"hit"}
            """);
        Assert.Equal(3, report.Staleness!.P50);
    }

    [Fact]
    public void WhenTheVersionWasCommittedBeforeTheHistoryBegan_ThenAnyEffectMakesItStale()
    {
        var report = Planted.Check("""
            {"t":"commit","key":"k","version":7,"id":null,"at":10M}
            {"t":"read","client":"c","key":"k","version":6,"start":9M,"end":10M,"outcome":"hit"}
            {"t":"read","client":"c","key":"k","version":6,"start":15M,"end":16M,"outcome":"hit"}
            {"t":"read","client":"c","key":"untouched","version":6,"start":15M,"end":16M,"outcome":"hit"}
            """);
        Assert.Equal((3, 1), (report.Reads, report.StaleReads));
        Assert.Equal(5, report.Staleness!.Max);
    }

    [Fact]
    public void WhenTheVersionFallsIntoAGapBetweenCommits_ThenOnlyHigherVersionsMakeItStale()
    {
        var report = Planted.Check("""
            {"t":"commit","key":"k","version":1,"id":null,"at":10M}
            {"t":"commit","key":"k","version":5,"id":null,"at":20M}
            {"t":"read","client":"c","key":"k","version":3,"start":15M,"end":16M,"outcome":"hit"}
            {"t":"read","client":"c","key":"k","version":3,"start":26M,"end":27M,"outcome":"hit"}
            {"t":"read","client":"c","key":"k","version":9,"start":28M,"end":29M,"outcome":"hit"}
            """);
        Assert.Equal((3, 1), (report.Reads, report.StaleReads));
        Assert.Equal(6, report.Staleness!.Max);
    }

    [Fact]
    public void WhenAHundredAndOneReadsAreStale_ThenPercentilesAreNearestRank()
    {
        var reads = Enumerable.Range(1, 101).Select(i =>
            $$"""{"t":"read","client":"c{{i}}","key":"k","version":0,"start":{{10 + i}}M,"end":{{10 + i}}M,"outcome":"hit"}""");
        var report = Planted.Check(
            """{"t":"commit","key":"k","version":1,"id":null,"at":10M}""" + "\n" + string.Join('\n', reads.Reverse()));
        Assert.Equal(new Percentiles(51, 100, 101), report.Staleness);
    }
}
