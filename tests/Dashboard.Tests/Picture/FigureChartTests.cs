using AkkaCacheSim.Dashboard.Feed;
using AkkaCacheSim.Dashboard.Picture;

namespace AkkaCacheSim.Dashboard.Tests.Picture;

public sealed class FigureChartTests
{
    [Fact]
    public void WhenSamplesComeEverySecond_ThenWholeStretchesOfThreeMakeAPoint()
    {
        var points = Chart("requests", History(0, 8)).Lines[0].Points;
        Assert.Equal([1.0, 4.0], points);
    }

    [Fact]
    public void WhenASampleComes_ThenThePointsBeforeStayAsTheyWere()
    {
        var before = Chart("requests", History(0, 90)).Lines[0].Points;
        var after = Chart("requests", History(1, 90)).Lines[0].Points;
        Assert.Equal(before.Skip(1), after.Skip(1).Take(before.Count - 1));
    }

    [Fact]
    public void WhenTheHistoryIsLong_ThenALineHasItsBound() =>
        Assert.Equal(FigureChart.MostPoints, Chart("requests", History(0, 300)).Lines[0].Points.Count);

    [Fact]
    public void WhenNothingIsMeasured_ThenItSaysSo()
    {
        var chart = Chart("staleness", History(0, 9));
        Assert.True(chart.IsEmpty);
        Assert.Equal("Staleness: nothing measured yet.", chart.Words);
        Assert.All(FigureChart.Of([]), empty => Assert.True(empty.IsEmpty));
    }

    [Fact]
    public void WhenAChartIsNotSeen_ThenItsWordsTellTheSame() =>
        Assert.Equal("Requests a second, the last 6 seconds: now 4, least 1, most 4.", Chart("requests", History(0, 8)).Words);

    [Theory]
    [InlineData(0, 1)]
    [InlineData(3, 1)]
    [InlineData(7, 5)]
    [InlineData(60, 20)]
    [InlineData(10_000, 5_000)]
    public void WhenAnAxisIsCut_ThenItsStepsAreRoundAndFew(double most, int step) => Assert.Equal(step, ChartScale.Step(most));

    [Fact]
    public void WhenPointsAreLabelled_ThenOnlyTheFirstAndTheLast() => Assert.Equal(["-9 s", "", "now"], ChartScale.Labels(3));

    private static FigureChart Chart(string id, IReadOnlyList<FigureSample> history) => FigureChart.Of(history).Single(chart => chart.Id == id);

    private static List<FigureSample> History(int first, int count) =>
        [.. Enumerable.Range(first, count).Select(second => new FigureSample(DateTimeOffset.FromUnixTimeSeconds(second), second, 0.5, 1, 0, 0, null, null, 1, 2, 3, 4, 0, 0, 0, null))];
}
