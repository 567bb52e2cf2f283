using AkkaCacheSim.Core.Workloads;

namespace AkkaCacheSim.Core.Tests.Workloads;

public sealed class BypassIdsTests
{
    [Theory]
    [InlineData(0, 0L)]
    [InlineData(63, 1L << 50)]
    [InlineData(BypassIds.Stranger, (1L << 54) - 1)]
    public void WhenIdsAreDrawn_ThenTheyAreNegativeAndNobodyElses(int writer, long now)
    {
        var ids = new BypassIds(writer, now);
        List<long> own = [.. Enumerable.Range(0, 1_000).Select(_ => ids.Next())];
        Assert.All(own, id => Assert.True(id < 0));
        Assert.Equal(1_000, own.Distinct().Count());
        foreach (var other in new[] { new BypassIds(writer == 0 ? 1 : writer - 1, now), new BypassIds(writer, now + 1_000) }) Assert.DoesNotContain(other.Next(), own);
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(BypassIds.Stranger + 1, 0)]
    [InlineData(0, -1)]
    public void WhenThereIsNoSuchWriterOrTime_ThenThereAreNoIds(int writer, long now) => Assert.Throws<ArgumentOutOfRangeException>(() => new BypassIds(writer, now));
}
