using System.Globalization;
using AkkaCacheSim.Core.Protections;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Tests.Support;

namespace AkkaCacheSim.Core.Tests.Protections;

public sealed class HotCopiesTests
{
    private static readonly SimSettings FanOut = new() { Nodes = 4, Protect = ProtectionSet.FanOut, HotKeys = "a,b" };

    [Fact]
    public void WhenAGivenKeyIsRead_ThenReadsSpreadEvenlyOverItsCopies()
    {
        var hot = new HotCopies(Who.Coordinator, FanOut);
        var reads = Enumerable.Range(0, 40_000).GroupBy(user => hot.CopyFor("a", user, 4)).ToDictionary(copy => copy.Key, copy => copy.Count());
        Assert.Equal([0, 1, 2, 3], reads.Keys.Order());
        Assert.All(reads.Values, count => Assert.InRange(count, 9_500, 10_500));
    }

    [Fact]
    public void WhenCopiesAreBySegment_ThenAUserAlwaysReadsTheSameOneAndUsersSpreadEvenly()
    {
        var hot = new HotCopies(Who.Coordinator, FanOut with { FanOutBy = "segment" });
        var other = new HotCopies(Who.OtherCoordinator, FanOut with { FanOutBy = "segment", Seed = 9 });
        var users = Enumerable.Range(0, 4_000).ToDictionary(user => user, user => hot.CopyFor("a", user, 4));
        Assert.All(users, user => Assert.Equal((user.Value, user.Value), (hot.CopyFor("a", user.Key, 4), other.CopyFor("b", user.Key, 4))));
        Assert.All(users.Values.CountBy(copy => copy), copy => Assert.InRange(copy.Value, 900, 1_100));
    }

    [Fact]
    public void WhenAKeyIsNotHot_ThenItHasOneCopy()
    {
        var hot = new HotCopies(Who.Coordinator, FanOut);
        Assert.All(Enumerable.Range(0, 1_000), user => Assert.Equal(0, hot.CopyFor("c", user, 4)));
        Assert.Equal(["a", "b"], hot.Keys.Order());
    }

    [Fact]
    public void WhenHotKeysAreDetected_ThenAKeyHasMoreCopiesOnceItIsHot()
    {
        var hot = new HotCopies(Who.Coordinator, FanOut with { HotKeys = SimSettings.DetectHotKeys });
        for (var read = 0; read < 199; read++) Assert.Equal(0, hot.CopyFor("a", read, 4));
        Assert.Equal([0, 1, 2, 3], Enumerable.Range(0, 1_000).Select(read => hot.CopyFor("a", read, 4)).Distinct().Order());
        Assert.Equal(["a"], hot.Keys);
    }

    [Theory]
    [InlineData(2, 4, 2)]
    [InlineData(4, 3, 3)]
    [InlineData(4, 1, 1)]
    public void WhenThereAreFewerNodesThanCopies_ThenThereAreAsManyCopiesAsNodes(int copies, int members, int expected)
    {
        var hot = new HotCopies(Who.Coordinator, FanOut with { FanOut = copies });
        Assert.Equal(Enumerable.Range(0, expected), Enumerable.Range(0, 1_000).Select(user => hot.CopyFor("a", user, members)).Distinct().Order());
        Assert.Equal(Enumerable.Range(0, expected).Select(copy => SubKeys.Of("a", copy)), hot.NamesOf("a", members).ToArray());
    }

    [Fact]
    public void WhenOnlyRefreshIsOn_ThenHotKeysAreKnownAndHaveOneCopy()
    {
        var hot = new HotCopies(Who.Coordinator, FanOut with { Protect = ProtectionSet.Refresh });
        Assert.False(hot.FansOut);
        Assert.Equal(0, hot.CopyFor("a", 1, 4));
        Assert.Equal(["a", "b"], hot.Keys.Order());
    }

    [Fact]
    public void WhenNeitherIsOn_ThenNoKeyIsHot()
    {
        var hot = new HotCopies(Who.Coordinator, new SimSettings());
        for (var read = 0; read < 1_000; read++) Assert.Equal(0, hot.CopyFor("a", read, 4));
        Assert.Empty(hot.Keys);
    }

    [Fact]
    public void WhenNamesOfMoreKeysAreAskedForThanAreRemembered_ThenTheyAreStillRight()
    {
        var hot = new HotCopies(Who.Coordinator, FanOut);
        for (var i = 0; i < 3_000; i++)
        {
            var key = i.ToString(CultureInfo.InvariantCulture);
            Assert.Equal([key, SubKeys.Of(key, 1), SubKeys.Of(key, 2), SubKeys.Of(key, 3)], hot.NamesOf(key, 4).ToArray());
        }
    }
}
