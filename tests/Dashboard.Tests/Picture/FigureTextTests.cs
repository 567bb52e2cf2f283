using AkkaCacheSim.Dashboard.Picture;

namespace AkkaCacheSim.Dashboard.Tests.Picture;

public sealed class FigureTextTests
{
    [Theory]
    [InlineData("uniform:5ms,50ms", "5–50 ms per query")]
    [InlineData("20ms", "20 ms per query")]
    [InlineData("0", "no added time per query")]
    public void WhenTheServiceTimeIsASetting_ThenItIsPutIntoWords(string setting, string words) => Assert.Equal(words, FigureText.PerQuery(setting));

    [Theory]
    [InlineData(null, "no TTL")]
    [InlineData(-1.0, "expired")]
    [InlineData(950.0, "1.0 s")]
    [InlineData(27_400.0, "27 s")]
    [InlineData(3_600_000.0, "60 min")]
    public void WhenACopyLivesOn_ThenItsTimeIsAsPreciseAsMatters(double? ms, string text) => Assert.Equal(text, FigureText.Ttl(ms));

    [Fact]
    public void WhenThereIsNothingToMeasure_ThenItIsADash()
    {
        Assert.Equal("–", FigureText.Share(null));
        Assert.Equal("–", FigureText.Ms(null));
        Assert.Equal("–", FigureText.Pair(null, null));
    }

    [Fact]
    public void WhenThereIsAFigure_ThenItsDigitsAreThoseThatMatter()
    {
        Assert.Equal("42.4 %", FigureText.Share(0.4237));
        Assert.Equal("10,234", FigureText.Count(10_234));
        Assert.Equal("0.3", FigureText.Rate(0.3));
        Assert.Equal("0", FigureText.Rate(0));
        Assert.Equal("1.6 / 20 ms", FigureText.Pair(1.591, 20.4));
        Assert.Equal("512 B", FigureText.Bytes(512));
        Assert.Equal("64.5 MB", FigureText.Bytes(64_500_000));
    }
}
