namespace AkkaCacheSim.Checker.Tests;

/// <summary>Which interval a write through the cache has as an effect.</summary>
public sealed class StaleWriteTests
{
    [Fact]
    public void WhenAWriteBackWriteIsFlushed_ThenItsFlushIsNoNewEffect()
    {
        // Version 2 is the write of [10, 11], flushed at 90: reading version 1 is stale since 11, reading 2 never.
        var report = Planted.Check("""
            {"t":"commit","key":"k","version":1,"id":null,"at":1M}
            {"t":"write","client":"c","key":"k","id":"w","start":10M,"end":11M,"acked":true,"durable":true}
            {"t":"commit","key":"k","version":2,"id":"w","at":90M}
            {"t":"read","client":"c","key":"k","version":null,"id":"w","start":95M,"end":96M,"outcome":"hit"}
            {"t":"read","client":"d","key":"k","version":2,"start":95M,"end":96M,"outcome":"hit"}
            {"t":"read","client":"e","key":"k","version":1,"start":50M,"end":51M,"outcome":"miss"}
            """);
        Assert.Equal((3, 1), (report.Reads, report.StaleReads));
        Assert.Equal(39, report.Staleness!.Max);
    }

    [Fact]
    public void WhenAnUncommittedWriteWasFollowedByAnother_ThenReadingItByIdIsStale()
    {
        var report = Planted.Check("""
            {"t":"write","client":"c","key":"k","id":"w1","start":10M,"end":11M,"acked":true,"durable":false}
            {"t":"write","client":"c","key":"k","id":"w2","start":12M,"end":13M,"acked":true,"durable":false}
            {"t":"read","client":"c","key":"k","version":null,"id":"w1","start":20M,"end":21M,"outcome":"hit"}
            {"t":"read","client":"c","key":"k","version":null,"id":"w2","start":20M,"end":21M,"outcome":"hit"}
            {"t":"read","client":"c","key":"k","version":null,"id":"unheard-of","start":20M,"end":21M,"outcome":"hit"}
            """);
        Assert.Equal((3, 1), (report.Reads, report.StaleReads));
        Assert.Equal(7, report.Staleness!.Max);
    }

    [Fact]
    public void WhenAWriteWasCommittedBeforeItsAcknowledgement_ThenTheCommitAloneIsTheEffect()
    {
        // As an effect of [5, 30] the write would overlap version 1 and the read; its commit at 20 does not.
        var report = Planted.Check("""
            {"t":"commit","key":"k","version":1,"id":null,"at":10M}
            {"t":"write","client":"c","key":"k","id":"w","start":5M,"end":30M,"acked":true,"durable":true}
            {"t":"commit","key":"k","version":2,"id":"w","at":20M}
            {"t":"read","client":"c","key":"k","version":1,"start":24M,"end":25M,"outcome":"hit"}
            """);
        Assert.Equal(4, report.Staleness!.Max);
    }

    [Fact]
    public void WhenAWriteWasNotAcknowledged_ThenOnlyItsCommitIsAnEffect()
    {
        var report = Planted.Check("""
            {"t":"commit","key":"k","version":1,"id":null,"at":1M}
            {"t":"write","client":"c","key":"k","id":"w","start":10M,"end":11M,"acked":false,"durable":true}
            {"t":"write","client":"c","key":"k","id":"x","start":10M,"end":11M,"acked":false,"durable":true}
            {"t":"commit","key":"k","version":2,"id":"w","at":40M}
            {"t":"read","client":"c","key":"k","version":1,"start":30M,"end":31M,"outcome":"hit"}
            {"t":"read","client":"c","key":"k","version":1,"start":45M,"end":46M,"outcome":"hit"}
            """);
        Assert.Equal((2, 1), (report.Reads, report.StaleReads));
        Assert.Equal(5, report.Staleness!.Max);
    }
}
