using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Nodes;

namespace AkkaCacheSim.Core.Tests.Nodes;

public sealed class LogPlacesTests
{
    private readonly LogPlaces _places = new();

    [Fact]
    public void WhenAnotherLogBegins_ThenItsNumbersCountAndNotThoseOfTheOldOne()
    {
        Assert.True(Gap("old", 1, 100));
        Assert.False(Gap("old", 101, 105));
        Assert.True(Gap("new", 1, 3));
        Assert.False(Gap("new", 4, 6));
        Assert.True(Gap("new", 8, 9));
    }

    [Fact]
    public void WhenABatchIsRepeated_ThenThePlaceIsWhereItWas()
    {
        Gap("log", 1, 9);
        Assert.False(Gap("log", 4, 6));
        Assert.False(Gap("log", 10, 10));
        Assert.True(Gap("log", 12, 12));
    }

    private bool Gap(string log, long first, long last) => _places.Advance(new ChangeBatch(0, log, first, last, []));
}
