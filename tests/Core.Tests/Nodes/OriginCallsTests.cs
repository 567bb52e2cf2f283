using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Protections;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Tests.Support;

namespace AkkaCacheSim.Core.Tests.Nodes;

/// <summary>With read-through: what a node makes of an origin that fails.</summary>
public sealed class OriginCallsTests
{
    private const long Timeout = 1_000;
    private const long WaitFor = 900;

    // What the breaker must see before it judges.
    private const int Calls = 20;

    private static readonly SimSettings Through = new() { Slots = 4, Ttl = Durations.None, Timeout = Timeout, Read = "read-through" };
    private static readonly SimSettings Breaker = Through with { Retries = 0, Protect = ProtectionSet.Breaker };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void WhenMostLoadsFailOrAreNotAnswered_ThenTheOriginIsLeftAlone(bool silent)
    {
        var rig = Rig(Breaker with { Protect = ProtectionSet.Breaker | ProtectionSet.Lock });
        var now = 0L;
        for (var i = 0; i < Calls; i++)
        {
            var read = Read(rig, now, "k" + i);
            if (silent) rig.PassTo(now += WaitFor);
            else Fails(rig, now, read);
        }

        // Nobody holds the lease of a load that was not made: the next reader is not to wait for it.
        Refused(rig, now, "k");
        Refused(rig, now, "k");
        Assert.Equal(0, rig.Node.Unanswered);
        Read(rig, now + CircuitBreaker.UsuallyOpenFor, "k");
        Assert.Equal(1, rig.Node.Unanswered);
    }

    [Fact]
    public void WhenTheLoadsSucceed_ThenTheOriginIsAskedOn()
    {
        var rig = Rig(Breaker);
        for (var i = 0; i < Calls; i++)
        {
            rig.Receive(0, Who.Origin, new Message { Kind = MessageKind.Row, Request = Read(rig, 0, "k" + i), Value = "v", Version = 1 });
            Assert.Equal(MessageKind.Loaded, rig.Effects.TakeOne().Kind);
        }

        for (var i = 0; i < Calls - 1; i++) Fails(rig, 0, Read(rig, 0, "l" + i));
        Read(rig, 0, "k");
    }

    [Fact]
    public void WhenTheBudgetIsSpent_ThenASilentOriginIsNotAskedAgain()
    {
        var rig = Rig(Through with { Protect = ProtectionSet.RetryBudget });
        Read(rig, 0, "a");
        Read(rig, 0, "b");
        var sent = rig.PassTo(WaitFor / 2);
        Assert.Single(sent, said => said.Message.Kind == MessageKind.Read);
        Assert.Single(sent, said => said.Message is { Kind: MessageKind.Failed, Outcome: Outcome.Timeout });
    }

    [Fact]
    public void WhenTooManyLoadsAreUnderWay_ThenFurtherReadersAreShed()
    {
        var rig = Rig(Through);
        for (var i = 0; i < Core.Nodes.Loads.Bound; i++) rig.Receive(0, Who.Coordinator, new Message { Kind = MessageKind.Load, Request = i, Key = "k" + i });
        Assert.Equal(Core.Nodes.Loads.Bound, rig.Effects.TakeSent().Count(said => said.Message.Kind == MessageKind.Read));
        var (_, answer) = Assert.Single(rig.Tell(0, MessageKind.Load, "one more", 7));
        Assert.Equal((MessageKind.Failed, Outcome.Shed, 7), (answer.Kind, answer.Outcome, answer.Request));
        Assert.Equal(MessageKind.Moved, Assert.Single(rig.Tell(0, MessageKind.Reload, "k0", 8)).Message.Kind);
        Assert.Equal(Core.Nodes.Loads.Bound, rig.Node.Unanswered);
    }

    [Fact]
    public void WhenThereIsNoOriginAndOnlyACopyWouldDo_ThenAReaderWithoutOneHearsItAtOnce()
    {
        var rig = new NodeRig(Through with { Protect = ProtectionSet.StaleIfError });
        Assert.Equal(Outcome.Error, Assert.Single(rig.Tell(1, MessageKind.Load, "k", 7)).Message.Outcome);
        Assert.Equal(MessageKind.Moved, Assert.Single(rig.Tell(1, MessageKind.Reload, "k", 8)).Message.Kind);
        Assert.Equal(0, rig.Node.Unanswered);
    }

    private static NodeRig Rig(SimSettings settings)
    {
        var rig = new NodeRig(settings);
        rig.Node.ViewChanged(0, new View([Who.Node, Who.Origin]));
        return rig;
    }

    private static long Read(NodeRig rig, long now, string key)
    {
        var (to, read) = Assert.Single(rig.Tell(now, MessageKind.Load, key, 7));
        Assert.Equal((Who.Origin, MessageKind.Read, key), (to, read.Kind, read.Key));
        return read.Request;
    }

    private static void Refused(NodeRig rig, long now, string key)
    {
        var (to, answer) = Assert.Single(rig.Tell(now, MessageKind.Load, key, 7));
        Assert.Equal((Who.Coordinator, MessageKind.Failed, Outcome.Refused), (to, answer.Kind, answer.Outcome));
    }

    private static void Fails(NodeRig rig, long now, long read)
    {
        rig.Receive(now, Who.Origin, new Message { Kind = MessageKind.Failed, Request = read, Outcome = Outcome.Error });
        Assert.Equal(Outcome.Error, rig.Effects.TakeOne().Outcome);
    }
}
