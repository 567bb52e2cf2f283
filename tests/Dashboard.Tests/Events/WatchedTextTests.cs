using AkkaCacheSim.Dashboard.Events;

namespace AkkaCacheSim.Dashboard.Tests.Events;

public sealed class WatchedTextTests
{
    [Theory]
    [InlineData("read", "k, hit, version 3, stale for 12 ms, via coordinator-0, at node-1, 2.5 ms")]
    [InlineData("write", "k, hit, version 3, via coordinator-0, at node-1, 2.5 ms")]
    [InlineData("load", "k, read at the origin, by coordinator-0, after a ttl, 2.5 ms")]
    [InlineData("copy", "k, kept, version 3, at node-1")]
    [InlineData("drop", "k, dropped, version 3, at node-1, ttl")]
    [InlineData("commit", "k, in the database, version 3, 2.5 ms")]
    public void WhenAProcessHasDoneSomething_ThenItIsSaidInALine(string kind, string text) =>
        Assert.Equal(text, WatchedText.Of(new WatchedLine(1, kind, DateTimeOffset.UnixEpoch, 1, 3.5, "k", "coordinator-0", "node-1", "hit", 3, "ttl", 12)));

    [Fact]
    public void WhenANodeDropsAllItHas_ThenThatIsSaid() =>
        Assert.Equal("everything, dropped, at node-1, gap", WatchedText.Of(new WatchedLine(1, "drop", DateTimeOffset.UnixEpoch, 1, 1, null, null, "node-1", null, null, "gap", null)));
}
