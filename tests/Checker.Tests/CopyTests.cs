namespace AkkaCacheSim.Checker.Tests;

public sealed class CopyTests
{
    private static string Copy(string node, string version, int at) =>
        $$"""{"t":"copy","node":"{{node}}","key":"k","version":{{version}},"at":{{at}}M}""" + "\n";

    private static string Drop(string node, int at, string key = "\"k\"") =>
        $$"""{"t":"drop","node":"{{node}}","key":{{key}},"version":null,"cause":"cdc","at":{{at}}M}""" + "\n";

    private static string Commit(int version, int at) =>
        $$"""{"t":"commit","key":"k","version":{{version}},"id":null,"at":{{at}}M}""" + "\n";

    private static string Final(int version) => $$"""{"t":"final","key":"k","version":{{version}}}""" + "\n";

    private static void AssertPropagation(CheckReport report, int count, double? max, int unfinished = 0) =>
        Assert.Equal((count, max, unfinished), (report.Propagation.Count, report.Propagation.Max, report.Propagation.Unfinished));

    [Fact]
    public void WhenOlderCopiesAreDropped_ThenPropagationLastsUntilTheLastIsGone()
    {
        var report = Planted.Check(Commit(1, 1) + Copy("a", "1", 2) + Copy("b", "1", 3) + Commit(2, 10) + Drop("a", 12) + Drop("b", 17));
        AssertPropagation(report, 1, 7);
        Assert.Equal(0, report.StuckStale);
    }

    [Fact]
    public void WhenTwoCommitsFindTheSameCopy_ThenEachCountsFromItsOwnTime()
    {
        var report = Planted.Check(Copy("a", "1", 2) + Commit(2, 10) + Commit(3, 14) + Drop("a", 20));
        Assert.Equal(new PropagationFigures(2, new Percentiles(6, 10, 10), 0), report.Propagation);
    }

    [Fact]
    public void WhenACopyIsReplacedByTheCommittedVersion_ThenItIsGone()
    {
        var report = Planted.Check(Copy("a", "1", 2) + Commit(2, 10) + Copy("a", "2", 15) + Final(2));
        AssertPropagation(report, 1, 5);
        Assert.Equal(0, report.StuckStale);
    }

    [Fact]
    public void WhenACopyIsReplacedByAnotherOlderOne_ThenItIsNotGone()
    {
        var report = Planted.Check(Copy("a", "1", 2) + Commit(3, 10) + Copy("a", "2", 15) + Copy("a", "null", 19));
        AssertPropagation(report, 1, 9);
    }

    [Fact]
    public void WhenAnOlderFillLandsWhileOthersRemain_ThenItCounts()
    {
        var report = Planted.Check(Copy("a", "1", 2) + Commit(2, 10) + Copy("b", "1", 11) + Drop("a", 12) + Drop("b", 30));
        AssertPropagation(report, 1, 20);
    }

    [Fact]
    public void WhenAnOlderFillLandsAfterTheLastIsGone_ThenItDoesNotCount()
    {
        var report = Planted.Check(Copy("a", "1", 2) + Commit(2, 10) + Drop("a", 12) + Copy("b", "1", 13) + Drop("b", 30));
        AssertPropagation(report, 1, 2);
    }

    [Fact]
    public void WhenTheCopyWasGoneBeforeOrIsNoOlder_ThenTheCommitHasNoPropagation()
    {
        var report = Planted.Check(
            Copy("a", "1", 2) + Drop("a", 9) + Copy("b", "1", 2) + Copy("b", "2", 9) + Commit(2, 10) + Copy("c", "1", 11) + Drop("c", 12));
        AssertPropagation(report, 0, null);
    }

    [Theory]
    [InlineData(10, 15, 5)] // it came in the commit's instant
    [InlineData(2, 10, 0)] // it left in the commit's instant
    public void WhenACopyComesOrLeavesInTheCommitsInstant_ThenTheCommitFindsIt(int copied, int dropped, double expected) =>
        AssertPropagation(Planted.Check(Copy("a", "1", copied) + Drop("a", dropped) + Commit(2, 10)), 1, expected);

    [Fact]
    public void WhenTheOlderCopyIsNeverGone_ThenItIsStuckAndOutsideThePercentiles()
    {
        var report = Planted.Check(Copy("a", "1", 2) + Copy("b", "1", 2) + Copy("b", "2", 11) + Commit(2, 10) + Final(2));
        AssertPropagation(report, 0, null, unfinished: 1);
        Assert.Equal(1, report.StuckStale);
        Assert.True(report.Holds);
    }

    [Fact]
    public void WhenTheHistoryHasNoFinalLines_ThenNothingIsStuck() =>
        Assert.Equal(0, Planted.Check(Copy("a", "1", 2) + Commit(2, 10)).StuckStale);

    [Fact]
    public void WhenLinesStandInAnyOrder_ThenTheirTimesDecide() =>
        Assert.Equal(0, Planted.Check(Final(2) + Final(1) + Copy("a", "2", 20) + Drop("b", 9) + Copy("a", "1", 2) + Copy("b", "1", 8)).StuckStale);

    [Fact]
    public void WhenEventsOfANodeShareATime_ThenTheirOrderInTheFileDecides()
    {
        Assert.Equal(1, Planted.Check(Drop("a", 5) + Copy("a", "1", 5) + Final(2)).StuckStale);
        Assert.Equal(0, Planted.Check(Copy("a", "1", 5) + Drop("a", 5) + Final(2)).StuckStale);
    }

    [Fact]
    public void WhenANodeDropsEverything_ThenItsOwnEarlierCopiesAreGone()
    {
        var copies = Copy("a", "1", 2) + Copy("a", "1", 40) + Copy("b", "1", 2) + Commit(2, 10);
        var report = Planted.CheckFiles(Drop("a", 30, "null") + Drop("a", 20, "null") + Drop("b", 16, "null"), copies + Final(2));
        AssertPropagation(report, 1, 10);
        Assert.Equal(1, report.StuckStale);
    }

    [Fact]
    public void WhenAClearingComesAfterTheNextLineOfTheCopy_ThenItEndsTheLaterCopy()
    {
        var report = Planted.Check(Copy("a", "1", 2) + Copy("a", "2", 5) + Drop("a", 8, "null") + Commit(3, 6) + Commit(2, 4));
        AssertPropagation(report, 2, 2);
        Assert.Equal(1, report.Propagation.P50);
    }
}
