using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Origin;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Tests.Origin;
using AkkaCacheSim.Core.Tests.Support;

namespace AkkaCacheSim.Core.Tests.Races;

/// <summary>
/// A flush that its sender has given up on is overtaken by the one sent in its place. Guard, where rows bear no stamps (volatile write-back): the
/// origin turns away what a sender sent earlier than its last. Where they do, the database compares stamps.
/// </summary>
public sealed class OlderFlushTests
{
    [Fact]
    public void WhenAnOlderFlushComesAfterANewerOne_ThenItIsNotExecuted()
    {
        var effects = new FakeEffects();
        var database = new FakeDatabase();
        var origin = new OriginMachine(Who.Origin, new SimSettings { ServiceTime = default }, effects, database);
        Flush(origin, -2, "newer");
        Flush(origin, -1, "older");
        Assert.Equal("newer", Assert.Single(database.Statements).Statement.Batch!.Rows[0].Value);
        Assert.Equal((MessageKind.Failed, -1), (effects.TakeOne() is var failed ? failed.Kind : default, failed.Request));
        Flush(origin, -3, "newest");
        Assert.Equal(2, database.Statements.Count);
    }

    private static void Flush(OriginMachine origin, long request, string value) =>
        origin.Receive(1, Who.Node, new Message { Kind = MessageKind.Flush, Request = request, Batch = new FlushBatch(false, [new FlushRow("k", value, 0, 5, 0)]) });
}
