using AkkaCacheSim.Core.Settings;

namespace AkkaCacheSim.Core.Tests.Settings;

public sealed class ProtectionListTests
{
    [Fact]
    public void WhenAnySetIsPrinted_ThenItIsReadBack()
    {
        var all = Enum.GetValues<ProtectionSet>().Aggregate((a, b) => a | b);
        for (var set = ProtectionSet.None; set <= all; set++)
        {
            Assert.True(ProtectionList.TryParse(ProtectionList.Format(set), out var read));
            Assert.Equal(set, read);
        }
    }

    [Fact]
    public void WhenEachNameIsRead_ThenItMeansOneProtectionAndEveryProtectionHasAName()
    {
        var named = ProtectionList.Names.Skip(1).Select(name => ProtectionList.TryParse(name, out var read) ? read : ProtectionSet.None).ToList();
        Assert.Equal("none", ProtectionList.Names[0]);
        Assert.Equal(Enum.GetValues<ProtectionSet>().Where(set => set != ProtectionSet.None), named.Order());
    }

    [Theory]
    [InlineData("none", ProtectionSet.None)]
    [InlineData("swr,lock", ProtectionSet.Lock | ProtectionSet.Swr)]
    [InlineData("lock,lock", ProtectionSet.Lock)]
    public void WhenAListIsRead_ThenOrderAndRepetitionDoNotMatter(string text, ProtectionSet expected)
    {
        Assert.True(ProtectionList.TryParse(text, out var read));
        Assert.Equal(expected, read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Lock")]
    [InlineData("lock,")]
    [InlineData("lock, swr")]
    [InlineData("none,lock")]
    [InlineData("lock,none")]
    [InlineData("guess")]
    public void WhenAListIsWrong_ThenItIsNotRead(string text) => Assert.False(ProtectionList.TryParse(text, out _));
}
