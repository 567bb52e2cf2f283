using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Protections;
using AkkaCacheSim.Core.Tests.Support;

namespace AkkaCacheSim.Core.Tests.Protections;

public sealed class SingleFlightTests
{
    private readonly SingleFlight _flights = new();
    private long _now = 1_000;

    [Fact]
    public void WhenALoadIsUnderWay_ThenOthersOfItsKeyJoinAndEndWithIt()
    {
        Assert.False(Join("k", 1, token: 10));
        Assert.True(Join("k", 2, token: 11, oldest: 10));
        Assert.True(Join("k", 3, token: 12, oldest: 10));
        Assert.False(Join("other", 4, token: 13));
        Assert.Equal(2, _flights.Count);
        Assert.Equal([2, 3], _flights.End(1));
        Assert.Empty(_flights.End(1));
        Assert.False(Join("k", 5, token: 14));
    }

    [Fact]
    public void WhenALoadHasLastedAsLongAsACopyLives_ThenAReaderLeads()
    {
        Assert.False(Join("k", 1, token: 10));
        _now += 99;
        Assert.True(Join("k", 2, token: 11, oldest: 10));
        _now++;
        Assert.False(Join("k", 3, token: 12, oldest: 10));
        Assert.Equal([2], _flights.End(1));
    }

    [Fact]
    public void WhenNewsHasOvertakenTheLoad_ThenAReaderLeadsAndTheNextOnesJoinIt()
    {
        Assert.False(Join("k", 1, token: 10));
        Assert.True(Join("k", 2, token: 11, oldest: 10));
        Assert.False(Join("k", 3, token: 12, oldest: 12));
        Assert.True(Join("k", 4, token: 13, oldest: 12));

        // The overtaken one still answers those who came before the news, and its end leaves the other open.
        Assert.Equal([2], _flights.End(1));
        Assert.True(Join("k", 5, token: 14, oldest: 12));
        Assert.Equal([4, 5], _flights.End(3));
    }

    [Fact]
    public void WhenTheOwnerIsAnotherOrLivesAgain_ThenItsTokensSayNothingOfTheLoad()
    {
        Assert.False(Join("k", 1, token: 10));
        Assert.False(Join("k", 2, token: 3, oldest: 2, owner: Who.OtherNode));
        Assert.False(Join("k", 3, token: 1, oldest: 1, owner: Who.Node with { Incarnation = 2 }));
    }

    [Fact]
    public void WhenTheOwnerCannotBeAsked_ThenAReaderJoinsWhateverIsUnderWay()
    {
        Assert.False(Join("k", 1, token: 0));
        Assert.True(Join("k", 2, token: 0));
        Assert.True(Join("k", 3, token: 0, owner: Who.OtherNode));
        Assert.Equal([2, 3], _flights.End(1));
    }

    [Fact]
    public void WhenALoadBeganWithoutTheOwner_ThenAReaderWithATokenLeads()
    {
        Assert.False(Join("k", 1, token: 0));
        Assert.False(Join("k", 2, token: 5, oldest: 5));
    }

    private bool Join(string key, long flight, long token, long oldest = 0, Address? owner = null) => _flights.TryJoin(key, flight, owner ?? Who.Node, token, oldest, now: _now, life: 100);
}
