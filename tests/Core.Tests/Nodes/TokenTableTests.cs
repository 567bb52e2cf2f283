using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Nodes;
using AkkaCacheSim.Core.Tests.Support;

namespace AkkaCacheSim.Core.Tests.Nodes;

public sealed class TokenTableTests
{
    private readonly TokenTable _tokens = new(4);

    private static Revision At(long version) => new(0, version);

    [Fact]
    public void WhenATokenIsTaken_ThenItIsGoneAndTellsItsKeyFloorAndTime()
    {
        _tokens.Grant(Who.Coordinator, 7, "k", 42);
        Assert.Equal(new FillToken("k", At(0), 42), _tokens.Take(Who.Coordinator, 7));
        Assert.Null(_tokens.Take(Who.Coordinator, 7));
        Assert.Equal(0, _tokens.Count);
    }

    [Fact]
    public void WhenAnotherHolderUsesTheSameNumber_ThenTheTokensAreApart()
    {
        _tokens.Grant(Who.Coordinator, 7, "k", 1);
        _tokens.Grant(Who.OtherCoordinator, 7, "l", 2);
        Assert.Null(_tokens.Take(Who.Coordinator with { Incarnation = 2 }, 7));
        Assert.Equal("l", _tokens.Take(Who.OtherCoordinator, 7)?.Key);
        Assert.Equal("k", _tokens.Take(Who.Coordinator, 7)?.Key);
    }

    [Fact]
    public void WhenFloorsAreRaised_ThenEveryTokenOfTheKeyThatLivesRisesAndNoneFalls()
    {
        _tokens.Grant(Who.Coordinator, 1, "k", 0);
        _tokens.Grant(Who.Coordinator, 2, "other", 0);
        _tokens.RaiseFloors("k", At(5));
        _tokens.Grant(Who.Coordinator, 3, "k", 0);
        _tokens.RaiseFloors("k", At(3));
        Assert.Equal(At(5), _tokens.Take(Who.Coordinator, 1)?.Floor);
        Assert.Equal(At(0), _tokens.Take(Who.Coordinator, 2)?.Floor);
        Assert.Equal(At(3), _tokens.Take(Who.Coordinator, 3)?.Floor);
    }

    [Fact]
    public void WhenAKeyIsVoided_ThenItsTokensAreGoneAndOthersStay()
    {
        _tokens.Grant(Who.Coordinator, 1, "k", 0);
        _tokens.Grant(Who.OtherCoordinator, 1, "k", 0);
        _tokens.Grant(Who.Coordinator, 2, "other", 0);
        _tokens.Void("k");
        _tokens.Void("k");
        Assert.Null(_tokens.Take(Who.Coordinator, 1));
        Assert.Null(_tokens.Take(Who.OtherCoordinator, 1));
        Assert.NotNull(_tokens.Take(Who.Coordinator, 2));
    }

    [Fact]
    public void WhenTheTableIsFull_ThenTheOldestIsVoidedSoThatDeadHoldersCostOnlyRoom()
    {
        for (var request = 0; request < 4; request++) _tokens.Grant(Who.OtherCoordinator, request, "dead", request);
        for (var request = 0; request < 3; request++) _tokens.Grant(Who.Coordinator, request, "k" + request, 10);
        Assert.Equal(4, _tokens.Count);
        Assert.Null(_tokens.Take(Who.OtherCoordinator, 2));
        Assert.NotNull(_tokens.Take(Who.OtherCoordinator, 3));
        Assert.NotNull(_tokens.Take(Who.Coordinator, 0));
    }

    [Fact]
    public void WhenANameIsGrantedAgain_ThenTheTokenStaysAsItIs()
    {
        Assert.Equal(1, _tokens.Grant(Who.Coordinator, 1, "k", 1));
        _tokens.RaiseFloors("k", At(9));
        Assert.Equal(1, _tokens.Grant(Who.Coordinator, 1, "k", 2));
        Assert.False(_tokens.IsCurrent(Who.Coordinator, 1));
        Assert.Equal(1, _tokens.Count);
        Assert.Equal(new FillToken("k", At(9), 1), _tokens.Take(Who.Coordinator, 1));
    }

    [Fact]
    public void WhenANameIsGrantedForAnotherKey_ThenTheEarlierTokenIsReplacedAndNoRoomIsLost()
    {
        _tokens.Grant(Who.Coordinator, 1, "k", 1);
        Assert.Equal(2, _tokens.Grant(Who.Coordinator, 1, "l", 2));
        Assert.Equal(1, _tokens.Count);
        Assert.Equal(new FillToken("l", At(0), 2), _tokens.Take(Who.Coordinator, 1));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void WhenANameIsGrantedAgainAfterItWasVoided_ThenItStaysVoid(bool all)
    {
        _tokens.Grant(Who.Coordinator, 1, "k", 1);
        if (all) _tokens.Clear();
        else _tokens.Void("k");
        Assert.Equal(0, _tokens.Count);
        Assert.Equal(0, _tokens.Grant(Who.Coordinator, 1, "k", 2));
        Assert.False(_tokens.IsCurrent(Who.Coordinator, 1));
        Assert.Equal((0, null), (_tokens.Count, _tokens.Take(Who.Coordinator, 1)));
        Assert.Equal(2, _tokens.Grant(Who.Coordinator, 1, "k", 3));
        Assert.Equal(1, _tokens.Count);
    }

    [Fact]
    public void WhenTheTableIsCleared_ThenNoTokenLivesAndItCanBeUsedOn()
    {
        _tokens.Grant(Who.Coordinator, 1, "k", 1);
        _tokens.Clear();
        _tokens.RaiseFloors("k", At(9));
        Assert.Null(_tokens.Take(Who.Coordinator, 1));
        for (var request = 0; request < 5; request++) _tokens.Grant(Who.Coordinator, request, "k", 1);
        Assert.Equal(4, _tokens.Count);
    }

    [Fact]
    public void WhenTokensAreGranted_ThenEachNumberIsOneMoreThanTheLast()
    {
        Assert.Equal(1, _tokens.Grant(Who.Coordinator, 1, "k", 0));
        Assert.Equal(2, _tokens.Grant(Who.Coordinator, 2, "l", 0));
        Assert.Equal(3, _tokens.Grant(Who.Coordinator, 3, "k", 0));
        _tokens.Clear();
        Assert.Equal(4, _tokens.Grant(Who.Coordinator, 4, "k", 0));
    }

    [Fact]
    public void WhenNewsComes_ThenTheOldestCurrentTokenIsTheFirstGrantedSince()
    {
        Assert.Equal(long.MaxValue, _tokens.OldestCurrent("k"));
        _tokens.Grant(Who.Coordinator, 1, "k", 0);
        _tokens.Grant(Who.Coordinator, 2, "k", 0);
        Assert.Equal(1, _tokens.OldestCurrent("k"));
        _tokens.RaiseFloors("k", At(5));
        Assert.Equal(long.MaxValue, _tokens.OldestCurrent("k"));
        _tokens.Grant(Who.Coordinator, 3, "k", 0);
        _tokens.Grant(Who.Coordinator, 4, "k", 0);
        Assert.Equal(3, _tokens.OldestCurrent("k"));
        _tokens.Take(Who.Coordinator, 3);
        Assert.Equal(4, _tokens.OldestCurrent("k"));
    }

    [Fact]
    public void WhenNewsIsNotNewToAToken_ThenItStaysCurrent()
    {
        _tokens.Grant(Who.Coordinator, 1, "k", 0, At(5));
        _tokens.Grant(Who.Coordinator, 2, "other", 0);
        _tokens.RaiseFloors("k", At(5));
        Assert.True(_tokens.IsCurrent(Who.Coordinator, 1));
        _tokens.RaiseFloors("k", At(6));
        Assert.False(_tokens.IsCurrent(Who.Coordinator, 1));
        Assert.True(_tokens.IsCurrent(Who.Coordinator, 2));
    }

    [Fact]
    public void WhenNewsComesAgain_ThenATokenStaysOvertaken()
    {
        _tokens.Grant(Who.Coordinator, 1, "k", 0);
        foreach (var version in new[] { 5, 7 })
        {
            _tokens.RaiseFloors("k", At(version));
            Assert.False(_tokens.IsCurrent(Who.Coordinator, 1));
            Assert.Equal(long.MaxValue, _tokens.OldestCurrent("k"));
        }
    }

    [Fact]
    public void WhenTheTableIsCleared_ThenNoTokenOfAnyKeyIsCurrent()
    {
        _tokens.Grant(Who.Coordinator, 1, "k", 0);
        _tokens.Clear();
        Assert.Equal(long.MaxValue, _tokens.OldestCurrent("k"));
        Assert.False(_tokens.IsCurrent(Who.Coordinator, 1));
    }

    [Fact]
    public void WhenATokenDoesNotLive_ThenItIsNotCurrent()
    {
        Assert.False(_tokens.IsCurrent(Who.Coordinator, 1));
        _tokens.Grant(Who.Coordinator, 1, "k", 0);
        Assert.False(_tokens.IsCurrent(Who.OtherCoordinator, 1));
        _tokens.Void("k");
        Assert.False(_tokens.IsCurrent(Who.Coordinator, 1));
        Assert.Equal(long.MaxValue, _tokens.OldestCurrent("k"));
    }
}
