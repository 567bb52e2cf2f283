namespace AkkaCacheSim.Checker.Tests;

public sealed class OverwriteTests
{
    private static string History(int olderEnd, bool olderAcked, string newerId = "\"new\"") => $$"""
        {"t":"write","client":"c","key":"k","id":"old","start":1M,"end":{{olderEnd}}M,"acked":{{(olderAcked ? "true" : "false")}},"durable":true}
        {"t":"write","client":"d","key":"k","id":"new","start":10M,"end":12M,"acked":true,"durable":true}
        {"t":"commit","key":"k","version":2,"id":{{newerId}},"at":20M}
        {"t":"commit","key":"k","version":3,"id":"old","at":30M}
        """;

    [Fact]
    public void WhenAHigherVersionCarriesAWriteThatWasOverBeforeTheOtherBegan_ThenItIsAnOverwrite()
    {
        var report = Planted.Check(History(olderEnd: 9, olderAcked: true));
        var found = Assert.Single(report.Overwrites);
        Assert.Equal(new Overwrite("k", "old", 3, 1_000_000, 9_000_000, 30_000_000, "new", 2, 10_000_000, 12_000_000), found);
        Assert.False(report.Holds);
    }

    [Fact]
    public void WhenTheWritesOverlap_ThenEitherOrderIsAllowed() =>
        Assert.Empty(Planted.Check(History(olderEnd: 10, olderAcked: true)).Overwrites);

    [Fact]
    public void WhenTheOlderWriteWasNeverAcknowledged_ThenItMayComeLate() =>
        Assert.Empty(Planted.Check(History(olderEnd: 9, olderAcked: false)).Overwrites);

    [Fact]
    public void WhenTheNewerCommitIsABypassingWriters_ThenTheFlushMayWin() =>
        Assert.Empty(Planted.Check(History(olderEnd: 9, olderAcked: true, newerId: "null")).Overwrites);

    [Fact]
    public void WhenAWriteIsCommittedAgainAfterANewerOne_ThenItIsAnOverwrite()
    {
        var report = Planted.Check("""
            {"t":"commit","key":"k","version":1,"id":"old","at":8M}
            """ + "\n" + History(olderEnd: 9, olderAcked: true));
        Assert.Equal(3, Assert.Single(report.Overwrites).Version);
    }

    [Fact]
    public void WhenTheContradictedWriteIsNotTheNeighbour_ThenItIsFoundAllTheSame()
    {
        var report = Planted.Check("""
            {"t":"write","client":"c","key":"k","id":"a","start":30M,"end":31M,"acked":true,"durable":true}
            {"t":"write","client":"c","key":"k","id":"b","start":5M,"end":35M,"acked":true,"durable":true}
            {"t":"write","client":"c","key":"k","id":"c","start":20M,"end":21M,"acked":true,"durable":true}
            {"t":"commit","key":"k","version":3,"id":"c","at":60M}
            {"t":"commit","key":"k","version":1,"id":"a","at":40M}
            {"t":"commit","key":"k","version":2,"id":"b","at":50M}
            """);
        var found = Assert.Single(report.Overwrites);
        Assert.Equal(("c", "a"), (found.Id, found.OverwrittenId));
    }
}
