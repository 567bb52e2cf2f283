using AkkaCacheSim.Core.Messages;

namespace AkkaCacheSim.Console.Tests;

public sealed class RequestViewTests
{
    public static TheoryData<Outcome> Outcomes => [.. Enum.GetValues<Outcome>().Where(outcome => outcome != Outcome.None)];

    [Fact]
    public void WhenTheOriginSheds_ThenTheRequestIsNotServedAndTheLineSaysWhy()
    {
        var view = RequestView.Of("k", new Message { Kind = MessageKind.Result, Outcome = Outcome.Shed }, 1.5);
        Assert.False(view.Served);
        Assert.Equal("shed: the origin's connections are in use and its queue is full", view.Why());
    }

    [Theory]
    [MemberData(nameof(Outcomes))]
    public void WhenARequestIsNotServed_ThenThereIsAReason(Outcome outcome)
    {
        var view = RequestView.Of("k", new Message { Kind = MessageKind.Result, Outcome = outcome }, 1.5);
        Assert.Equal(outcome is Outcome.Error or Outcome.Shed or Outcome.Timeout or Outcome.Refused, !view.Served);
        if (!view.Served) Assert.StartsWith(view.Outcome + ": ", view.Why(), StringComparison.Ordinal);
    }
}
