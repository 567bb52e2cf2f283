using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Tests.Support;

namespace AkkaCacheSim.Core.Tests.Coordinators;

/// <summary>The origin is away for a while, as when it is started anew.</summary>
public sealed class AbsentOriginTests
{
    private static readonly Address Next = Who.Origin with { Incarnation = 2 };

    private readonly CoordinatorRig _rig = new(new SimSettings { Write = "write-around" });

    [Fact]
    public void WhenTheNextOriginComesInTime_ThenItIsAskedWhatNobodyCouldBeAskedAndOnlyThat()
    {
        _rig.Coordinator.ViewChanged(0, new View([Who.Node]));
        Assert.Empty(_rig.Answer(10, Who.Node, new Message { Kind = MessageKind.Miss, Request = _rig.Get(5, "a"), Token = true }));
        Assert.Empty(_rig.Ask(20, MessageKind.Set, "b", "new"));
        _rig.Coordinator.ViewChanged(90, new View([Who.Node, Next]));
        var sent = _rig.Effects.TakeSent();
        Assert.Equal([(Next, MessageKind.Read, "a"), (Next, MessageKind.Write, "b")], sent.Select(asked => (asked.To, asked.Message.Kind, asked.Message.Key!)));

        // The answer has its own time.
        var answered = _rig.Answer(180, Next, new Message { Kind = MessageKind.Row, Request = sent[0].Message.Request, Value = "v", Version = 3 });
        Assert.Equal([(Who.Node, MessageKind.Fill), (Who.Client, MessageKind.Result)], answered.Select(said => (said.To, said.Message.Kind)));
        Assert.Equal(Outcome.Miss, answered[1].Message.Outcome);
        _rig.Coordinator.ViewChanged(181, new View([Who.Node]));
        _rig.Coordinator.ViewChanged(182, new View([Who.Node, Next]));
        Assert.Empty(_rig.Effects.TakeSent());
    }

    [Fact]
    public void WhenNoOriginComesInTime_ThenTheRequestTimesOutAndIsNotSentLater()
    {
        _rig.Coordinator.ViewChanged(0, new View([Who.Node]));
        _rig.Answer(10, Who.Node, new Message { Kind = MessageKind.Miss, Request = _rig.Get(5), Token = true });
        _rig.Ask(20, MessageKind.Set, "b", "new");
        var ended = _rig.PassTo(20 + CoordinatorRig.Timeout).Where(said => said.To == Who.Client);
        Assert.Equal([Outcome.Timeout, Outcome.Timeout], ended.Select(said => said.Message.Outcome));
        _rig.Coordinator.ViewChanged(200, new View([Who.Node, Next]));
        Assert.Empty(_rig.Effects.TakeSent());
    }

    [Fact]
    public void WhenStaleIfErrorIsOn_ThenWritesWaitAllTheSame()
    {
        var rig = new CoordinatorRig(new SimSettings { Write = "write-around", Protect = ProtectionSet.StaleIfError });
        rig.Coordinator.ViewChanged(0, new View([Who.Node]));
        Assert.Empty(rig.Ask(20, MessageKind.Set, "b", "new"));
        rig.Coordinator.ViewChanged(90, new View([Who.Node, Next]));
        CoordinatorRig.Only(rig.Effects.TakeSent(), Next, MessageKind.Write);
    }

    [Fact]
    public void WhenAWriteThroughFindsNoOriginInTime_ThenNoCopyOfDoubtfulAgeStays()
    {
        var rig = new CoordinatorRig(new SimSettings());
        rig.Coordinator.ViewChanged(0, new View([Who.Node]));
        Assert.Equal([MessageKind.Announce], rig.Ask(20, MessageKind.Set, "b", "new").Select(said => said.Message.Kind));
        Assert.Equal([MessageKind.Invalidate, MessageKind.Result], rig.PassTo(20 + CoordinatorRig.Timeout).Select(said => said.Message.Kind));
        Assert.Equal(0, rig.Coordinator.InFlight);
    }
}
