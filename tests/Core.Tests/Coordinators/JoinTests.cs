using AkkaCacheSim.Core.History;
using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Tests.Support;
using AkkaCacheSim.Core.WriteBack;

namespace AkkaCacheSim.Core.Tests.Coordinators;

/// <summary>Single-flight at a coordinator.</summary>
public sealed class JoinTests
{
    private const long Timeout = CoordinatorRig.Timeout;

    private static readonly SimSettings Single = new() { Protect = ProtectionSet.SingleFlight };
    private readonly CoordinatorRig _rig = new(Single);

    [Fact]
    public void WhenReadersMissTogether_ThenOneLoadsAndTheOthersGetWhatItBrings()
    {
        var read = Leads(Miss(_rig, 10, 1, token: 1));
        for (var request = 2; request <= 5; request++) Joins(Miss(_rig, 11, request, token: request));
        var sent = _rig.Answer(40, Who.Origin, Row(read, 4));
        Assert.Equal([(1, Outcome.Miss), (2, Outcome.Coalesced), (3, Outcome.Coalesced), (4, Outcome.Coalesced), (5, Outcome.Coalesced)], Results(sent));
        Assert.All(sent.Where(message => message.To == Who.Client), message => Assert.Equal(("v", 4), (message.Message.Value, message.Message.Version)));
        Assert.Equal(MessageKind.Fill, sent[0].Message.Kind);
        Assert.Equal(4, sent.Count(message => message.Message.Kind == MessageKind.Release));
        Assert.Single(_rig.Effects.Lines, line => line.Kind == HistoryKind.Load);
        Assert.Equal((1, 4), (_rig.Coordinator.Counters.Reads(Outcome.Miss), _rig.Coordinator.Counters.Reads(Outcome.Coalesced)));
    }

    [Theory]
    [InlineData(Outcome.Error)]
    [InlineData(Outcome.Shed)]
    public void WhenTheLoadFails_ThenAllHearHowAndTheNextReaderLoads(Outcome failure)
    {
        var read = Leads(Miss(_rig, 10, 1, token: 1));
        Joins(Miss(_rig, 11, 2, token: 2));
        Assert.Equal([(1, failure), (2, failure)], Results(_rig.Answer(40, Who.Origin, new Message { Kind = MessageKind.Failed, Request = read, Outcome = failure })));
        Leads(Miss(_rig, 50, 3, token: 3));
    }

    [Fact]
    public void WhenTheLoadTimesOut_ThenAllHearItAtThatMoment()
    {
        Leads(Miss(_rig, 10, 1, token: 1));
        Joins(Miss(_rig, 60, 2, token: 2));
        Assert.Empty(Results(_rig.PassTo(10 + Timeout - 1)));
        Assert.Equal([(1, Outcome.Timeout), (2, Outcome.Timeout)], Results(_rig.PassTo(10 + Timeout)));
        Assert.Empty(_rig.PassTo(1_000));
    }

    [Fact]
    public void WhenAReaderComesAfterNews_ThenItDoesNotJoinTheLoadThatBeganBefore()
    {
        var before = Leads(Miss(_rig, 10, 1, token: 1));
        Joins(Miss(_rig, 11, 2, token: 2));
        var after = Leads(Miss(_rig, 20, 3, token: 3, oldest: 3));
        Joins(Miss(_rig, 21, 4, token: 4, oldest: 3));
        Assert.Equal([(1, Outcome.Miss), (2, Outcome.Coalesced)], Results(_rig.Answer(30, Who.Origin, Row(before, 4))));
        Assert.Equal([(3, Outcome.Miss), (4, Outcome.Coalesced)], Results(_rig.Answer(40, Who.Origin, Row(after, 5))));
    }

    [Fact]
    public void WhenKeysDiffer_ThenEachHasALoadOfItsOwn()
    {
        Leads(Miss(_rig, 10, 1, token: 1));
        Leads(Miss(_rig, 10, 2, token: 2, key: "l"));
    }

    [Fact]
    public void WhenItIsOff_ThenEveryReaderLoads()
    {
        var rig = new CoordinatorRig(new SimSettings());
        for (var request = 1; request <= 3; request++) Leads(Miss(rig, 10, request, token: request));
    }

    [Fact]
    public void WhenTheKeyHasMoved_ThenFailoverLoadsJoinEachOther()
    {
        var numbers = Enumerable.Range(1, 3).Select(request => _rig.Get(10, request: request)).ToList();
        var read = CoordinatorRig.Only(_rig.Answer(20, Who.Node, new Message { Kind = MessageKind.Moved, Request = numbers[0] }), Who.Origin, MessageKind.Read);
        Assert.Empty(_rig.Answer(20, Who.Node, new Message { Kind = MessageKind.Moved, Request = numbers[1] }));
        Assert.Empty(_rig.Answer(20, Who.Node, new Message { Kind = MessageKind.Moved, Request = numbers[2] }));
        var sent = _rig.Answer(40, Who.Origin, Row(read.Request, 4));
        Assert.Equal([(1, Outcome.Failover), (2, Outcome.Coalesced), (3, Outcome.Coalesced)], Results(sent));
        Assert.Equal(3, sent.Count);
    }

    [Theory]
    [InlineData("cache-aside")]
    [InlineData("read-through")]
    public void WhenTheOwnerIsSilent_ThenFailoverLoadsJoinTheOneUnderWay(string read)
    {
        var rig = new CoordinatorRig(Single with { Read = read });
        for (var request = 1; request <= 3; request++) rig.Ask(10, MessageKind.Get, request: request);
        var load = CoordinatorRig.Only(rig.PassTo(10 + Timeout), Who.Origin, MessageKind.Read);
        Assert.Equal([(1, Outcome.Failover), (2, Outcome.Coalesced), (3, Outcome.Coalesced)], Results(rig.Answer(120, Who.Origin, Row(load.Request, 4))));
    }

    // The leader asks the partition first, and then the origin: each has its own time.
    [Fact]
    public void WhenAFollowersTimeIsOver_ThenItHearsSoAndTheLoadGoesOnWithoutIt()
    {
        var partition = new Address(Role.Dirty, DirtyPartitions.Of("k"), 1);
        var rig = new CoordinatorRig(Single with { Write = "write-back" });
        rig.Coordinator.ViewChanged(0, new View([Who.Node, Who.Origin, partition]));
        var peek = CoordinatorRig.Only(Miss(rig, 10, 1, token: 1), partition, MessageKind.Peek);
        Joins(Miss(rig, 15, 2, token: 2));
        CoordinatorRig.Only(rig.Answer(100, partition, new Message { Kind = MessageKind.Clean, Request = peek.Request }), Who.Origin, MessageKind.Read);
        Assert.Equal([(2, Outcome.Timeout)], Results(rig.PassTo(15 + Timeout)));
        Assert.Equal([(1, Outcome.Miss)], Results(rig.Answer(130, Who.Origin, Row(peek.Request, 4))));
    }

    [Fact]
    public void WhenTheLoadFailsAndAnExpiredCopyIsThere_ThenAllGetIt()
    {
        var rig = new CoordinatorRig(Single with { Protect = ProtectionSet.SingleFlight | ProtectionSet.StaleIfError });
        var read = Leads(Miss(rig, 10, 1, token: 1));
        Joins(Miss(rig, 11, 2, token: 2));
        var sent = rig.Answer(40, Who.Origin, new Message { Kind = MessageKind.Failed, Request = read, Outcome = Outcome.Shed });
        Assert.Equal([MessageKind.Release, MessageKind.Revive], sent.Select(message => message.Message.Kind));
        sent = rig.Answer(45, Who.Node, new Message { Kind = MessageKind.Hit, Request = read, Outcome = Outcome.Stale, Value = "old", Version = 3 });
        Assert.Equal([(1, Outcome.Stale), (2, Outcome.Stale)], Results(sent));
    }

    [Fact]
    public void WhenSingleFlightIsTurnedOff_ThenThoseWhoWaitStillGetWhatTheyWaitFor()
    {
        var read = Leads(Miss(_rig, 10, 1, token: 1));
        Joins(Miss(_rig, 11, 2, token: 2));
        _rig.Coordinator.Configure(20, new SimSettings { Timeout = Timeout });
        Leads(Miss(_rig, 21, 3, token: 3));
        Assert.Equal([(1, Outcome.Miss), (2, Outcome.Coalesced)], Results(_rig.Answer(40, Who.Origin, Row(read, 4))));
    }

    // With a lock the owner gives up waiting just before its readers do; on a slow network that word comes after they have gone on.
    [Fact]
    public void WhenTheOwnersFailureComesAfterTheReaderWentToTheOrigin_ThenTheReaderStillGetsTheRow()
    {
        var number = _rig.Get(10, request: 1);
        var read = CoordinatorRig.Only(_rig.PassTo(10 + Timeout), Who.Origin, MessageKind.Read);
        Assert.Empty(_rig.Answer(115, Who.Node, new Message { Kind = MessageKind.Failed, Request = number, Outcome = Outcome.Timeout }));
        Assert.Equal([(1, Outcome.Failover)], Results(_rig.Answer(120, Who.Origin, Row(read.Request, 4))));
    }

    // The owner's word stands for what a reader got that it had told to load, and for nothing that was got around it.
    [Fact]
    public void WhenReadersJoin_ThenTheHistoryNamesTheOwnerThatLetThemIn()
    {
        var read = Leads(Miss(_rig, 10, 1, token: 1));
        Joins(Miss(_rig, 11, 2, token: 2));
        _rig.Answer(40, Who.Origin, Row(read, 4));
        Assert.Equal([default, Who.Node], _rig.Effects.Lines.Where(line => line.Kind == HistoryKind.Read).OrderBy(line => line.Start).Select(line => line.Node));

        _rig.Effects.Lines.Clear();
        var moved = _rig.Get(50, request: 3);
        var failover = CoordinatorRig.Only(_rig.Answer(50, Who.Node, new Message { Kind = MessageKind.Moved, Request = moved }), Who.Origin, MessageKind.Read);
        Joins(_rig.Answer(51, Who.Node, new Message { Kind = MessageKind.Moved, Request = _rig.Get(51, request: 4) }));
        _rig.Answer(60, Who.Origin, Row(failover.Request, 4));
        Assert.All(_rig.Effects.Lines.Where(line => line.Kind == HistoryKind.Read), line => Assert.Equal(default, line.Node));
    }

    private static List<(Address To, Message Message)> Miss(CoordinatorRig rig, long now, long request, long token, long oldest = 1, string key = "k")
    {
        var number = rig.Get(now, key, request);
        return rig.Answer(now, Who.Node, new Message { Kind = MessageKind.Miss, Request = number, Token = true, Version = token, Stamp = oldest });
    }

    private static long Leads(List<(Address To, Message Message)> sent) => CoordinatorRig.Only(sent, Who.Origin, MessageKind.Read).Request;

    private static void Joins(List<(Address To, Message Message)> sent) => Assert.Empty(sent);

    private static Message Row(long request, long version) => new() { Kind = MessageKind.Row, Request = request, Value = "v", Version = version };

    private static IEnumerable<(long Request, Outcome Outcome)> Results(List<(Address To, Message Message)> sent) =>
        sent.Where(message => message.To == Who.Client).Select(message => (message.Message.Request, message.Message.Outcome)).Order();
}
