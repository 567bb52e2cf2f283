using AkkaCacheSim.Core.Protections;

namespace AkkaCacheSim.Core.Tests.Protections;

public sealed class SubKeysTests
{
    [Fact]
    public void WhenACopyIsNamed_ThenTheNameTellsKeyAndCopyAndNoTwoAreAlike()
    {
        var names = Enumerable.Range(0, SubKeys.Most).Select(copy => SubKeys.Of("k", copy)).ToList();
        Assert.Equal(SubKeys.Most, names.Distinct().Count());
        Assert.All(names, name => Assert.Equal("k", SubKeys.KeyOf(name)));
        Assert.Equal(Enumerable.Range(0, SubKeys.Most), names.Select(SubKeys.CopyOf));
        Assert.Equal("k", names[0]);
        Assert.Equal([false, .. Enumerable.Repeat(true, SubKeys.Most - 1)], names.Select(SubKeys.Is));
    }

    [Theory]
    [InlineData("")]
    [InlineData("k")]
    [InlineData("\uFFFE")]
    [InlineData("1\uFFFE")]
    [InlineData("k\uFFFE12")]
    [InlineData("k\uFFFE0")]
    [InlineData("k\uFFFE ")]
    [InlineData("k\uFFFE\u0000")]
    [InlineData("k\uFFFE\uFFFE")]
    [InlineData("k\uFFFEp")] // one beyond the last copy
    public void WhenNoCopyBearsTheName_ThenItIsAKey(string name)
    {
        Assert.False(SubKeys.Is(name));
        Assert.Equal((0, name), (SubKeys.CopyOf(name), SubKeys.KeyOf(name)));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(SubKeys.Most)]
    public void WhenThereCanBeNoSuchCopy_ThenItHasNoName(int copy) => Assert.Throws<ArgumentOutOfRangeException>(() => SubKeys.Of("k", copy));
}
