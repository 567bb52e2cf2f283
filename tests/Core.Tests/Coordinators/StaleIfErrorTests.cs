using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Tests.Support;

namespace AkkaCacheSim.Core.Tests.Coordinators;

public sealed class StaleIfErrorTests
{
    private readonly CoordinatorRig _rig = new(new SimSettings { Protect = ProtectionSet.StaleIfError });

    [Fact]
    public void WhenTheLoadFails_ThenTheOwnerIsAskedForAnExpiredCopyAndTheClientGetsIt()
    {
        var number = Failed(Outcome.Error);
        var result = CoordinatorRig.Only(_rig.Answer(50, Who.Node, new Message { Kind = MessageKind.Hit, Request = number, Outcome = Outcome.Stale, Value = "old", Version = 3 }), Who.Client, MessageKind.Result);
        Assert.Equal((Outcome.Stale, "old", 3, Who.Node), (result.Outcome, result.Value, result.Version, result.Node));
    }

    [Theory]
    [InlineData(Outcome.Error)]
    [InlineData(Outcome.Shed)]
    public void WhenThereIsNoCopy_ThenTheClientHearsHowTheLoadFailed(Outcome failure)
    {
        var number = Failed(failure);
        Assert.Equal(failure, CoordinatorRig.Only(_rig.Answer(50, Who.Node, new Message { Kind = MessageKind.Miss, Request = number }), Who.Client, MessageKind.Result).Outcome);
    }

    [Fact]
    public void WhenTheOwnerIsSilent_ThenTheClientHearsHowTheLoadFailedAfterOneTimeoutMore()
    {
        Failed(Outcome.Shed);
        Assert.Empty(_rig.PassTo(40 + CoordinatorRig.Timeout - 1));
        Assert.Equal(Outcome.Shed, CoordinatorRig.Only(_rig.PassTo(40 + CoordinatorRig.Timeout), Who.Client, MessageKind.Result).Outcome);
    }

    [Fact]
    public void WhenTheLoadTimesOut_ThenTheOwnerIsAskedToo()
    {
        Loading();
        Assert.Equal([MessageKind.Release, MessageKind.Revive], _rig.PassTo(20 + CoordinatorRig.Timeout).Select(sent => sent.Message.Kind));
    }

    [Fact]
    public void WhenTheOwnerGaveNoAnswerBefore_ThenItIsNotAskedAgain()
    {
        var number = _rig.Get(10);
        _rig.Answer(20, Who.Node, new Message { Kind = MessageKind.Moved, Request = number });
        var sent = _rig.Answer(40, Who.Origin, new Message { Kind = MessageKind.Failed, Request = number, Outcome = Outcome.Error });
        Assert.Equal(Outcome.Error, CoordinatorRig.Only(sent, Who.Client, MessageKind.Result).Outcome);
    }

    [Fact]
    public void WhenThereIsNoOrigin_ThenTheOwnerIsAskedAtOnce()
    {
        _rig.Coordinator.ViewChanged(5, new View([Who.Node]));
        var number = _rig.Get(10);
        Assert.Equal([MessageKind.Release, MessageKind.Revive], _rig.Answer(20, Who.Node, new Message { Kind = MessageKind.Miss, Request = number, Token = true }).Select(sent => sent.Message.Kind));
        Assert.Equal(Outcome.Error, CoordinatorRig.Only(_rig.Answer(30, Who.Node, new Message { Kind = MessageKind.Miss, Request = number }), Who.Client, MessageKind.Result).Outcome);
    }

    private long Failed(Outcome failure)
    {
        var number = Loading();
        var sent = _rig.Answer(40, Who.Origin, new Message { Kind = MessageKind.Failed, Request = number, Outcome = failure });
        Assert.Equal([(Who.Node, MessageKind.Release, failure), (Who.Node, MessageKind.Revive, Outcome.None)], sent.Select(message => (message.To, message.Message.Kind, message.Message.Outcome)));
        Assert.Equal("k", sent[1].Message.Key);
        return number;
    }

    private long Loading()
    {
        var number = _rig.Get(10);
        CoordinatorRig.Only(_rig.Answer(20, Who.Node, new Message { Kind = MessageKind.Miss, Request = number, Token = true }), Who.Origin, MessageKind.Read);
        return number;
    }
}
