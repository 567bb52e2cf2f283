namespace AkkaCacheSim.Checker.Tests;

public sealed class LostWriteTests
{
    private const string Lost =
        """{"t":"write","client":"c","key":"k","id":"w","start":10M,"end":14M,"acked":true,"durable":true}""" + "\n";

    [Fact]
    public void WhenAnAcknowledgedWriteIsNowhere_ThenItIsLost()
    {
        var report = Planted.Check(Lost + """
            {"t":"commit","key":"k","version":1,"id":"before","at":10M}
            {"t":"commit","key":"other","version":1,"id":"w","at":20M}
            """);
        Assert.Equal([new LostWrite("k", "w", "c", 10_000_000, 14_000_000, Durable: true)], report.LostWrites);
        Assert.False(report.Holds);
        Assert.Equal(1, report.Writes);
    }

    [Theory]
    [InlineData("""{"t":"commit","key":"k","version":1,"id":"w","at":99M}""")] // it was committed after all
    [InlineData("""{"t":"commit","key":"k","version":1,"id":null,"from":9M,"at":11M}""")] // another ended after it began
    [InlineData("""{"t":"commit","key":"k","version":1,"id":null,"at":50M}""")] // another came later
    public void WhenTheWriteWasCommittedOrMayHaveBeenReplaced_ThenItIsNotLost(string commit)
    {
        var report = Planted.Check(Lost + commit);
        Assert.Empty(report.LostWrites);
        Assert.True(report.Holds);
    }

    [Theory]
    [InlineData("""{"t":"write","client":"c","key":"k","id":"w","start":10M,"end":14M,"acked":false,"durable":true}""")]
    [InlineData("""{"t":"write","client":"c","key":"k","id":null,"start":10M,"end":14M,"acked":true,"durable":true}""")]
    public void WhenTheWriteWasNotAcknowledgedOrHasNoId_ThenItIsNotLost(string write) =>
        Assert.Empty(Planted.Check(write).LostWrites);

    [Fact]
    public void WhenALostWriteFollowsAnother_ThenTheLastOneIsReported()
    {
        var report = Planted.Check(Lost + """
            {"t":"write","client":"d","key":"k","id":"w2","start":15M,"end":16M,"acked":true,"durable":false}
            """);
        Assert.Equal([new LostWrite("k", "w2", "d", 15_000_000, 16_000_000, Durable: false)], report.LostWrites);
    }

    [Fact]
    public void WhenACoalescedFlushCarriesOnlyTheLastWrite_ThenTheEarlierOneIsNotLost()
    {
        var report = Planted.Check(Lost + """
            {"t":"write","client":"d","key":"k","id":"w2","start":15M,"end":16M,"acked":true,"durable":true}
            {"t":"commit","key":"k","version":1,"id":"w2","at":90M}
            """);
        Assert.Empty(report.LostWrites);
    }
}
