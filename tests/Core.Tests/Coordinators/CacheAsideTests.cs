using AkkaCacheSim.Core.History;
using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Tests.Support;

namespace AkkaCacheSim.Core.Tests.Coordinators;

public sealed class CacheAsideTests
{
    private readonly CoordinatorRig _rig = new(new SimSettings());

    [Fact]
    public void WhenTheOwnerHasACopy_ThenTheClientGetsIt()
    {
        var number = _rig.Get(10);
        var result = Result(_rig.Answer(20, Who.Node, new Message { Kind = MessageKind.Hit, Outcome = Outcome.Hit, Request = number, Value = "v", Version = 3 }));
        Assert.Equal((7, Outcome.Hit, "v", 3, Who.Node), (result.Request, result.Outcome, result.Value, result.Version, result.Node));
        var line = Assert.Single(_rig.Effects.Lines);
        Assert.Equal((HistoryKind.Read, 10, 20, 3, Who.Node, Who.Client), (line.Kind, line.Start, line.End, line.Version, line.Node, line.Client));
        Assert.Equal((1, 1), (_rig.Coordinator.Counters.Reads(Outcome.Hit), _rig.Coordinator.Counters.AllReads));
    }

    [Fact]
    public void WhenTheOwnerHasNoCopy_ThenTheOriginIsReadAndTheOwnerFilledUnderTheSameNumber()
    {
        var number = _rig.Get(10);
        var read = CoordinatorRig.Only(_rig.Answer(20, Who.Node, new Message { Kind = MessageKind.Miss, Request = number, Token = true }), Who.Origin, MessageKind.Read);
        Assert.Equal(("k", 0), (read.Key, read.WriteId));
        var sent = _rig.Answer(40, Who.Origin, new Message { Kind = MessageKind.Row, Request = read.Request, Value = "v", Version = 3, Wait = 5 });
        Assert.Equal([Who.Node, Who.Client], sent.Select(message => message.To));
        var fill = sent[0].Message;
        Assert.Equal((MessageKind.Fill, number, "k", "v", 3, 5), (fill.Kind, fill.Request, fill.Key, fill.Value, fill.Version, fill.Wait));
        Assert.Equal((Outcome.Miss, "v", 3), (sent[1].Message.Outcome, sent[1].Message.Value, sent[1].Message.Version));
        Assert.Contains(_rig.Effects.Lines, line => line is { Kind: HistoryKind.Load, Cause: Causes.Miss, Start: 20, End: 40 });
    }

    [Fact]
    public void WhenNoTokenWasGranted_ThenNothingIsFilled()
    {
        var read = Miss(token: false);
        var result = Result(_rig.Answer(40, Who.Origin, new Message { Kind = MessageKind.Row, Request = read, Value = "v", Version = 3 }));
        Assert.Equal(Outcome.Miss, result.Outcome);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(4, true)]
    public void WhenThereIsNoRow_ThenTheOwnerIsToldAndTheValueIsNull(long version, bool deleted)
    {
        var sent = _rig.Answer(40, Who.Origin, new Message { Kind = MessageKind.Row, Request = Miss(), Version = version, Deleted = deleted });
        Assert.Equal((Who.Node, MessageKind.Fill, null, version), (sent[0].To, sent[0].Message.Kind, sent[0].Message.Value, sent[0].Message.Version));
        Assert.Equal((Outcome.Miss, null, version, deleted), (sent[1].Message.Outcome, sent[1].Message.Value, sent[1].Message.Version, sent[1].Message.Deleted));
    }

    [Fact]
    public void WhenTheKeyHasMoved_ThenItIsAFailoverWithoutFill()
    {
        var number = _rig.Get(10);
        var read = CoordinatorRig.Only(_rig.Answer(20, Who.Node, new Message { Kind = MessageKind.Moved, Request = number }), Who.Origin, MessageKind.Read);
        Assert.Equal(Outcome.Failover, Result(_rig.Answer(40, Who.Origin, Row(read.Request))).Outcome);
        Assert.Contains(_rig.Effects.Lines, line => line is { Kind: HistoryKind.Load, Cause: Causes.Failover });
        Assert.All(_rig.Effects.Lines, line => Assert.Equal(default, line.Node));
    }

    [Fact]
    public void WhenTheOwnerIsSilent_ThenItIsAFailoverWithoutFillAndItsLateAnswerIsIgnored()
    {
        var number = _rig.Get(10);
        Assert.Empty(_rig.PassTo(10 + CoordinatorRig.Timeout - 1));
        var read = CoordinatorRig.Only(_rig.PassTo(10 + CoordinatorRig.Timeout), Who.Origin, MessageKind.Read);
        Assert.Empty(_rig.Answer(115, Who.Node, new Message { Kind = MessageKind.Miss, Request = number, Token = true }));
        Assert.Empty(_rig.Answer(116, Who.Node, new Message { Kind = MessageKind.Hit, Outcome = Outcome.Hit, Request = number, Value = "old", Version = 1 }));
        Assert.Equal(Outcome.Failover, Result(_rig.Answer(120, Who.Origin, Row(read.Request))).Outcome);
        Assert.Equal(1, _rig.Coordinator.Counters.Reads(Outcome.Failover));
    }

    [Theory]
    [InlineData(Outcome.Shed)]
    [InlineData(Outcome.Error)]
    public void WhenTheOriginFails_ThenTheTokenIsReleasedAndTheClientHearsWhy(Outcome outcome)
    {
        var sent = _rig.Answer(40, Who.Origin, new Message { Kind = MessageKind.Failed, Request = Miss(), Outcome = outcome });
        Assert.Equal((Who.Node, MessageKind.Release), (sent[0].To, sent[0].Message.Kind));
        Assert.Equal((Who.Client, outcome), (sent[1].To, sent[1].Message.Outcome));
        Assert.Equal(2, sent.Count);
    }

    [Fact]
    public void WhenTheOriginIsSilent_ThenTheReadTimesOutAndItsLateRowFillsNothing()
    {
        var read = Miss();
        var sent = _rig.PassTo(20 + CoordinatorRig.Timeout);
        Assert.Equal(MessageKind.Release, sent[0].Message.Kind);
        Assert.Equal(Outcome.Timeout, sent[1].Message.Outcome);
        Assert.Empty(_rig.Answer(500, Who.Origin, Row(read)));
    }

    [Fact]
    public void WhenASlotIsUsedAgain_ThenAnswersToItsFormerFlightAreIgnored()
    {
        var first = _rig.Get(10);
        _rig.Answer(20, Who.Node, new Message { Kind = MessageKind.Hit, Outcome = Outcome.Hit, Request = first, Value = "v", Version = 1 });
        var second = _rig.Get(30, "other");
        Assert.NotEqual(first, second);
        Assert.Empty(_rig.Answer(40, Who.Node, new Message { Kind = MessageKind.Hit, Outcome = Outcome.Hit, Request = first, Value = "v", Version = 1 }));
        Assert.Equal(Outcome.Hit, Result(_rig.Answer(50, Who.Node, new Message { Kind = MessageKind.Hit, Outcome = Outcome.Hit, Request = second })).Outcome);
    }

    [Fact]
    public void WhenThereIsNobodyToAsk_ThenTheRequestIsRefused()
    {
        foreach (var view in new[] { View.Empty, new View([Who.Origin]) })
        {
            _rig.Coordinator.ViewChanged(5, view);
            Assert.False(_rig.Coordinator.Ready);
            Assert.Equal(Outcome.Refused, Result(_rig.Ask(10, MessageKind.Get)).Outcome);
        }

        Assert.Equal(2, _rig.Coordinator.Counters.Reads(Outcome.Refused));
    }

    [Fact]
    public void WhenTheOriginIsGone_ThenHitsAreServed()
    {
        _rig.Coordinator.ViewChanged(5, new View([Who.Node]));
        Assert.False(_rig.Coordinator.Ready);
        var hit = _rig.Get(10);
        Assert.Equal(Outcome.Hit, Result(_rig.Answer(20, Who.Node, new Message { Kind = MessageKind.Hit, Outcome = Outcome.Hit, Request = hit, Value = "v", Version = 1 })).Outcome);
    }

    [Fact]
    public void WhenManyRequestsAreUnderWay_ThenEachEndsInItsOwnTime()
    {
        var ended = new Dictionary<long, long>();
        for (var i = 0; i < 300; i++)
        {
            foreach (var (to, message) in _rig.PassTo(i).Where(sent => sent.To == Who.Client)) ended.Add(message.Request, i);
            _rig.Get(i, "k" + i, request: i);
        }

        for (long now = 300; now < 600; now++)
        {
            foreach (var (_, message) in _rig.PassTo(now).Where(sent => sent.To == Who.Client)) ended.Add(message.Request, now);
        }

        // Nobody answers: the owner's time-out, then the origin's.
        Assert.Equal(300, ended.Count);
        Assert.All(ended, end => Assert.Equal(end.Key + (2 * CoordinatorRig.Timeout), end.Value));
        Assert.Equal(300, _rig.Coordinator.Counters.Reads(Outcome.Timeout));
    }

    private static Message Row(long request) => new() { Kind = MessageKind.Row, Request = request, Value = "v", Version = 3 };

    private static Message Result(List<(Address To, Message Message)> sent) => CoordinatorRig.Only(sent, Who.Client, MessageKind.Result);

    private long Miss(bool token = true)
    {
        var number = _rig.Get(10);
        return CoordinatorRig.Only(_rig.Answer(20, Who.Node, new Message { Kind = MessageKind.Miss, Request = number, Token = token }), Who.Origin, MessageKind.Read).Request;
    }
}
