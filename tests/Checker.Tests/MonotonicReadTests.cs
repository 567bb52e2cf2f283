namespace AkkaCacheSim.Checker.Tests;

public sealed class MonotonicReadTests
{
    private static string Read(string client, string version, int start, int end, string key = "k", string outcome = "hit") =>
        $$"""{"t":"read","client":"{{client}}","key":"{{key}}","version":{{version}},"start":{{start}}M,"end":{{end}}M,"outcome":"{{outcome}}"}""" + "\n";

    [Fact]
    public void WhenAClientSeesLowerVersionsLater_ThenItIsReportedOnceWithCountAndFirstCase()
    {
        var report = Planted.Check(
            Read("c", "3", 9, 10) + Read("c", "5", 1, 2) + Read("c", "4", 3, 4) + Read("c", "5", 11, 12) + Read("c", "9", 20, 30));
        var found = Assert.Single(report.NonMonotonicReads);
        Assert.Equal(new NonMonotonicRead("c", "k", 2, 5, 1_000_000, 2_000_000, 4, 3_000_000, 4_000_000), found);
        Assert.False(report.Holds);
    }

    [Fact]
    public void WhenTheReadsOverlap_ThenEitherOrderIsAllowed() =>
        Assert.Empty(Planted.Check(Read("c", "5", 1, 3) + Read("c", "4", 3, 4)).NonMonotonicReads);

    [Fact]
    public void WhenAnotherClientOrKeyOrAFailureSawTheHigherVersion_ThenNothingWentBack()
    {
        var report = Planted.Check(
            Read("d", "5", 1, 2) + Read("c", "5", 1, 2, key: "l") + Read("c", "5", 1, 2, outcome: "timeout")
            + Read("c", "null", 3, 4) + Read("c", "4", 5, 6));
        Assert.Empty(report.NonMonotonicReads);
        Assert.True(report.Holds);
    }

    [Fact]
    public void WhenSeveralClientsWentBack_ThenEachIsReported()
    {
        var report = Planted.Check(
            Read("d", "5", 1, 2) + Read("d", "0", 3, 4) + Read("c", "5", 1, 2) + Read("c", "2", 3, 4));
        Assert.Equal([("c", 2), ("d", 0)], report.NonMonotonicReads.Select(read => (read.Client, (int)read.LaterVersion)));
    }
}
