using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Protections;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Tests.Support;

namespace AkkaCacheSim.Core.Tests.Coordinators;

/// <summary>What a coordinator makes of an origin that fails: retries and the circuit breaker.</summary>
public sealed class OriginCallsTests
{
    // What the breaker must see before it judges.
    private const int Calls = 20;

    private static readonly SimSettings Breaker = new() { Write = "write-around", Protect = ProtectionSet.Breaker };

    [Fact]
    public void WhenALoadFails_ThenItIsTriedAgainAsOftenAsTheSettingsSay()
    {
        var rig = new CoordinatorRig(new SimSettings { Retries = 2 });
        var read = Load(rig, 10);
        for (var retry = 0; retry < 2; retry++) CoordinatorRig.Only(Fails(rig, 20, read), Who.Origin, MessageKind.Read);
        var sent = Fails(rig, 30, read);
        Assert.Equal([(Who.Node, MessageKind.Release), (Who.Client, MessageKind.Result)], sent.Select(message => (message.To, message.Message.Kind)));
        Assert.Equal(Outcome.Error, sent[1].Message.Outcome);
        Assert.Equal(1, rig.Coordinator.Counters.AllReads);
    }

    [Fact]
    public void WhenARetrySucceeds_ThenTheClientGetsTheRowAndTheOwnerIsFilled()
    {
        var rig = new CoordinatorRig(new SimSettings { Retries = 1 });
        var read = Load(rig, 10);
        Fails(rig, 20, read);
        Assert.Equal([MessageKind.Fill, MessageKind.Result], rig.Answer(30, Who.Origin, Row(read)).Select(message => message.Message.Kind));
    }

    [Fact]
    public void WhenTheOriginHasGoneMeanwhile_ThenThereIsNobodyToTryAgain()
    {
        var rig = new CoordinatorRig(new SimSettings { Retries = 2 });
        var read = Load(rig, 10);
        rig.Coordinator.ViewChanged(15, new View([Who.Node]));
        Assert.Equal([MessageKind.Release, MessageKind.Result], Fails(rig, 20, read).Select(message => message.Message.Kind));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void WhenMostLoadsFailOrAreNotAnswered_ThenTheOriginIsLeftAlone(bool silent)
    {
        var rig = new CoordinatorRig(Breaker);
        for (var i = 0; i < Calls; i++)
        {
            var read = Load(rig, i * (CoordinatorRig.Timeout + 1));
            if (silent) rig.PassTo((i + 1) * (CoordinatorRig.Timeout + 1));
            else Fails(rig, i * (CoordinatorRig.Timeout + 1), read);
        }

        var now = Calls * (CoordinatorRig.Timeout + 1);
        var sent = Miss(rig, now);
        Assert.Equal([(Who.Node, MessageKind.Release), (Who.Client, MessageKind.Result)], sent.Select(message => (message.To, message.Message.Kind)));
        Assert.Equal(Outcome.Refused, sent[1].Message.Outcome);

        // Writes are calls as well.
        Assert.Equal(Outcome.Refused, CoordinatorRig.Only(rig.Ask(now, MessageKind.Set, value: "new"), Who.Client, MessageKind.Result).Outcome);
        Assert.Equal(0, rig.Coordinator.InFlight);
        Load(rig, now + CircuitBreaker.UsuallyOpenFor);
    }

    // What the breaker refuses has not failed at the origin: nobody tries it again.
    [Fact]
    public void WhenTheBreakerRefusesALoad_ThenThatIsNoReasonToTryAgain()
    {
        var rig = new CoordinatorRig(Breaker with { Retries = 3 });
        for (var i = 0; i < Calls / 4; i++)
        {
            var read = Load(rig, 10);
            for (var call = 0; call < 4; call++) Fails(rig, 10, read);
        }

        Assert.Equal(Outcome.Refused, Miss(rig, 10)[1].Message.Outcome);
    }

    // Hits and announcements say nothing of the origin.
    [Fact]
    public void WhenHalfOfTheLoadsSucceed_ThenOnlyTheirAnswersCount()
    {
        var rig = new CoordinatorRig(Breaker);
        for (var i = 0; i < Calls / 2; i++)
        {
            rig.Answer(10, Who.Origin, Row(Load(rig, 10)));
            Fails(rig, 10, Load(rig, 10));
        }

        Assert.Equal(Outcome.Refused, Miss(rig, 10)[1].Message.Outcome);
        var well = new CoordinatorRig(Breaker);
        for (var i = 0; i < Calls; i++) well.Answer(10, Who.Origin, Row(Load(well, 10)));
        for (var i = 0; i < Calls - 1; i++) Fails(well, 10, Load(well, 10));
        Load(well, 10);
    }

    private static List<(Address To, Message Message)> Miss(CoordinatorRig rig, long now) =>
        rig.Answer(now, Who.Node, new Message { Kind = MessageKind.Miss, Request = rig.Get(now), Token = true });

    private static long Load(CoordinatorRig rig, long now) => CoordinatorRig.Only(Miss(rig, now), Who.Origin, MessageKind.Read).Request;

    private static List<(Address To, Message Message)> Fails(CoordinatorRig rig, long now, long read) =>
        rig.Answer(now, Who.Origin, new Message { Kind = MessageKind.Failed, Request = read, Outcome = Outcome.Error });

    private static Message Row(long read) => new() { Kind = MessageKind.Row, Request = read, Value = "v", Version = 3 };
}
