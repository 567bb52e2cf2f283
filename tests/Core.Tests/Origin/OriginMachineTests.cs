using AkkaCacheSim.Core.History;
using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Origin;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Tests.Support;

namespace AkkaCacheSim.Core.Tests.Origin;

public sealed class OriginMachineTests
{
    private static readonly SimSettings Fixed = new() { Pool = 2, Queue = 1, ServiceTime = new ServiceTime(100, 100), Sigma = 0, Kappa = 0 };
    private readonly FakeEffects _effects = new();
    private readonly FakeDatabase _database = new();

    [Fact]
    public void WhenARowIsRead_ThenTheStatementComesFirstAndTheServiceTimeAfterIt()
    {
        var origin = Make(Fixed);
        Ask(origin, 10, MessageKind.Read, 1);
        var (statement, token) = _database.Statements.Dequeue();
        Assert.Equal(new Statement(StatementKind.Read, "k", null, 0), statement);
        origin.Executed(15, token, new StatementResult(null, "v", 3, false, 14, 15));
        Assert.Empty(_effects.TakeSent());
        Assert.Equal(115, _effects.TimerAt);
        origin.Tick(115);
        var row = _effects.TakeOne();
        Assert.Equal((MessageKind.Row, 1, "v", 3, 0), (row.Kind, row.Request, row.Value, row.Version, row.Wait));
        Assert.Equal((0, 1, 0), (origin.Busy, origin.Counters.Reads, origin.Counters.Writes));
        Assert.Empty(_effects.Lines);
    }

    [Theory]
    [InlineData(10, 211)]
    [InlineData(125, 226)]
    public void WhenTheTimerComesLate_ThenWhoHasWaitedIsServedAsIfItHadNot(long asked, long due)
    {
        var origin = Make(Fixed with { Pool = 1 });
        Ask(origin, 10, MessageKind.Read, 1);
        origin.Executed(10, _database.Statements.Dequeue().Token, new StatementResult(null, "v", 3, false, 10, 10));
        Ask(origin, asked, MessageKind.Read, 2);
        Assert.Equal(110, _effects.TimerAt);
        origin.Tick(130);
        origin.Executed(131, _database.Statements.Dequeue().Token, new StatementResult(null, "v", 3, false, 130, 131));
        Assert.Equal(due, _effects.TimerAt);
    }

    [Fact]
    public void WhenARowIsWritten_ThenTheServiceTimeComesFirstAndTheCommitAfterIt()
    {
        var origin = Make(Fixed);
        Ask(origin, 10, MessageKind.Write, 1);
        Assert.Empty(_database.Statements);
        Assert.Equal(110, _effects.TimerAt);
        origin.Tick(110);
        var (statement, token) = _database.Statements.Dequeue();
        Assert.Equal(new Statement(StatementKind.Write, "k", "new", 5), statement);
        origin.Executed(120, token, new StatementResult(null, "new", 4, false, 112, 119));
        var committed = _effects.TakeOne();
        Assert.Equal((MessageKind.Committed, 1, 4, 100), (committed.Kind, committed.Request, committed.Version, committed.Wait));
        var line = Assert.Single(_effects.Lines);
        Assert.Equal((HistoryKind.Commit, "k", 4, 5, 112, 119), (line.Kind, line.Key, line.Version, line.WriteId, line.Start, line.End));
    }

    [Fact]
    public void WhenARowIsDeleted_ThenTheAnswerSaysSo()
    {
        var origin = Make(Fixed with { ServiceTime = default });
        Ask(origin, 10, MessageKind.Remove, 1);
        var (statement, token) = _database.Statements.Dequeue();
        Assert.Equal(StatementKind.Delete, statement.Kind);
        origin.Executed(11, token, new StatementResult(null, null, 6, true, 10, 11));
        var committed = _effects.TakeOne();
        Assert.Equal((MessageKind.Committed, 6, true), (committed.Kind, committed.Version, committed.Deleted));
    }

    [Fact]
    public void WhenThereIsNoServiceTime_ThenAnswersFollowStatementsAtOnce()
    {
        var origin = Make(Fixed with { ServiceTime = default });
        Ask(origin, 10, MessageKind.Read, 1);
        Ask(origin, 10, MessageKind.Write, 2);
        Assert.Equal([StatementKind.Read, StatementKind.Write], _database.Statements.Select(item => item.Statement.Kind));
        origin.Executed(11, _database.Statements.Dequeue().Token, new StatementResult(null, "v", 3, false, 10, 11));
        Assert.Equal(MessageKind.Row, _effects.TakeOne().Kind);
        Assert.Equal(long.MaxValue, _effects.TimerAt);
    }

    [Fact]
    public void WhenThePoolIsInUse_ThenRequestsWaitInOrderAndThoseBeyondTheQueueAreShed()
    {
        var origin = Make(Fixed with { ServiceTime = default });
        for (var request = 1; request <= 4; request++) Ask(origin, 10, MessageKind.Read, request);
        Assert.Equal((2, 1, 1, 2), (origin.Busy, origin.Waiting, origin.Counters.Shed, _database.Statements.Count));
        var shed = _effects.TakeOne();
        Assert.Equal((MessageKind.Failed, 4, Outcome.Shed), (shed.Kind, shed.Request, shed.Outcome));

        // The third takes the first's connection, and its answer says how long it waited for it.
        origin.Executed(40, _database.Statements.Dequeue().Token, new StatementResult(null, "v", 3, false, 39, 40));
        Assert.Equal(1, _effects.TakeOne().Request);
        Assert.Equal((2, 0), (origin.Busy, origin.Waiting));
        _database.Statements.Dequeue();
        origin.Executed(50, _database.Statements.Dequeue().Token, new StatementResult(null, "v", 3, false, 49, 50));
        var third = _effects.TakeOne();
        Assert.Equal((3, 30), (third.Request, third.Wait));
        Assert.Equal(3, origin.Counters.Reads);
    }

    [Fact]
    public void WhenAReadIsBeingServed_ThenItsConnectionStaysInUse()
    {
        var origin = Make(Fixed with { Pool = 1, Queue = 5 });
        Ask(origin, 10, MessageKind.Read, 1);
        Ask(origin, 10, MessageKind.Write, 2);
        origin.Executed(10, _database.Statements.Dequeue().Token, new StatementResult(null, "v", 3, false, 10, 10));
        Assert.Equal((1, 1), (origin.Busy, origin.Waiting));
        origin.Tick(110);
        Assert.Equal(210, _effects.TimerAt);
        origin.Tick(210);
        origin.Executed(210, _database.Statements.Dequeue().Token, new StatementResult(null, "new", 4, false, 210, 210));
        var answers = _effects.TakeSent();
        Assert.Equal([1L, 2], answers.Select(sent => sent.Message.Request));
        Assert.Equal(200, answers[1].Message.Wait);
    }

    [Fact]
    public void WhenAStatementFails_ThenTheCallerHearsItNothingIsRecordedAndTheNextOneRuns()
    {
        var origin = Make(Fixed with { Pool = 1, ServiceTime = default });
        Ask(origin, 10, MessageKind.Write, 1);
        Ask(origin, 10, MessageKind.Read, 2);
        origin.Executed(20, _database.Statements.Dequeue().Token, new StatementResult("disk full", null, 0, false, 10, 20));
        var failed = _effects.TakeOne();
        Assert.Equal((MessageKind.Failed, 1, Outcome.Error), (failed.Kind, failed.Request, failed.Outcome));
        Assert.Empty(_effects.Lines);
        Assert.Equal((1, StatementKind.Read), (origin.Counters.Failed, _database.Statements.Peek().Statement.Kind));
    }

    [Fact]
    public void WhenServiceTimesDiffer_ThenTheTimerIsThatOfTheFirstToEnd()
    {
        var origin = Make(Fixed with { Pool = 50, ServiceTime = new ServiceTime(100, 1_000) });
        for (var request = 1; request <= 50; request++) Ask(origin, 0, MessageKind.Write, request);
        long last = 0;
        var committed = 0;
        while (_effects.TimerAt != long.MaxValue)
        {
            var at = _effects.TimerAt;
            Assert.InRange(at, Math.Max(last, 100), 1_000);
            last = at;
            _effects.TakeDueTimer(at);
            origin.Tick(at);
            Assert.NotEmpty(_database.Statements);
            committed += _database.Statements.Count;
            _database.Statements.Clear();
        }

        Assert.Equal(50, committed);
    }

    [Fact]
    public void WhenSeveralAreServed_ThenEachTakesLongerByThoseThatWereBusyWhenItBegan()
    {
        var origin = Make(Fixed with { Pool = 3, Sigma = 0.1, Kappa = 0.01 });
        for (var request = 1; request <= 3; request++) Ask(origin, 0, MessageKind.Write, request);
        var ends = new List<long>();
        for (; _effects.TimerAt != long.MaxValue; origin.Tick(ends[^1]))
        {
            ends.Add(_effects.TimerAt);
            _effects.TakeDueTimer(ends[^1]);
        }

        Assert.Equal([100, 112, 126], ends);
    }

    [Fact]
    public void WhenTheLawIsConfigured_ThenItIsForThoseThatBeginFromNowOn()
    {
        var origin = Make(Fixed with { Queue = 0 });
        Ask(origin, 0, MessageKind.Write, 1);
        origin.Configure(0, Fixed with { Queue = 0, Sigma = 0.5 });
        Ask(origin, 0, MessageKind.Write, 2);
        Assert.Equal(100, _effects.TimerAt);
        _effects.TakeDueTimer(100);
        origin.Tick(100);
        Assert.Equal(150, _effects.TimerAt);
    }

    [Fact]
    public void WhenRequestsComeAndGo_ThenTheSeriesSaysWhen()
    {
        const long Half = OriginSeries.Interval / 2;
        var origin = Make(Fixed with { ServiceTime = new ServiceTime(5 * Half, 5 * Half) });
        for (var request = 1; request <= 4; request++) Ask(origin, Half, request == 2 ? MessageKind.Read : MessageKind.Write, request);
        origin.Executed(Half, _database.Statements.Dequeue().Token, new StatementResult(null, "v", 3, false, Half, Half));
        origin.Tick(6 * Half);
        origin.Executed(6 * Half, _database.Statements.Dequeue().Token, new StatementResult(null, "new", 4, false, 0, 0));
        origin.Tick(11 * Half);
        origin.Executed(11 * Half, _database.Statements.Dequeue().Token, new StatementResult(null, "new", 5, false, 0, 0));
        Assert.Equal(
            [
                new OriginSample(0, 1, 1, 1, 2, 1),
                new OriginSample(2 * Half, 0, 0, 0, 2, 1),
                new OriginSample(4 * Half, 0, 0, 0, 2, 1),
                new OriginSample(6 * Half, 0, 1, 0, 2, 1),
                new OriginSample(8 * Half, 0, 0, 0, 1, 0),
                new OriginSample(10 * Half, 0, 0, 0, 1, 0),
            ],
            origin.Series.Since(30 * Half, 0));
    }

    private OriginMachine Make(SimSettings settings) => new(Who.Origin, settings, _effects, _database);

    private static void Ask(OriginMachine origin, long now, MessageKind kind, long request) => origin.Receive(now, Who.Coordinator, new Message
    {
        Kind = kind,
        Request = request,
        Key = "k",
        Value = kind == MessageKind.Write ? "new" : null,
        WriteId = kind == MessageKind.Read ? 0 : 5,
    });
}
