using AkkaCacheSim.Console.Live;
using AkkaCacheSim.Core.History;
using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Messages;

namespace AkkaCacheSim.Console.Tests.Live;

/// <summary>What all processes have done, put together.</summary>
public sealed class WatchLogTests
{
    private const long Millisecond = 1_000_000;
    private static readonly Address Coordinator = new(Role.Coordinator, 0, 1);
    private static readonly Address Node = new(Role.Node, 2, 1);
    private static readonly Address Origin = new(Role.Origin, 0, 1);
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly WatchLog _log = new();

    [Fact]
    public void WhenLinesOfSeveralProcessesCome_ThenTheyAreHeldAndPutInOrder()
    {
        _log.Add(Coordinator, 1, [Read(1, 100, 110)]);
        _log.Add(Node, 1, [Copy(105)]);
        _log.Add(Origin, 3, [Commit(1, 90)]);
        Settle(110 + 299);
        var some = _log.After(0);
        Assert.Equal((2, 5, 2), (some.Last, some.Seen, some.Shown));
        Settle(110 + 300);
        Assert.Equal(["commit", "copy", "read"], _log.After(0).Lines.Select(line => line.Kind));
        Assert.Equal(["read"], _log.After(2).Lines.Select(line => line.Kind));
        Assert.Empty(_log.After(3).Lines);
        Assert.Equal(3, _log.After(4).Lines.Count);
    }

    [Fact]
    public void WhenALineIsShown_ThenItSaysWhoDidWhatAndWhen()
    {
        _log.Add(Coordinator, 2, [Read(1, 100, 110), new HistoryLine { Kind = HistoryKind.Write, Key = "k", WriteId = 5, Start = 120 * Millisecond, End = 130 * Millisecond, Outcome = Outcome.Stored }]);
        _log.Add(Node, 2, [Copy(105), new HistoryLine { Kind = HistoryKind.Drop, Node = Node, Cause = Causes.Gap, End = 140 * Millisecond }]);
        _log.Add(Origin, 1, [Commit(1, 90)]);
        Settle(1_000);
        Assert.Equal(
            [
                new WatchedLine(1, "commit", Now.AddMilliseconds(-910), 89, 90, "k", "origin", null, null, 1, null, null),
                new WatchedLine(2, "copy", Now.AddMilliseconds(-895), 105, 105, "k", null, "node-2", null, 1, null, null),
                new WatchedLine(3, "read", Now.AddMilliseconds(-890), 100, 110, "k", "coordinator-0", "node-2", "hit", 1, null, null),
                new WatchedLine(4, "write", Now.AddMilliseconds(-870), 120, 130, "k", "coordinator-0", null, "stored", null, null, null),
                new WatchedLine(5, "drop", Now.AddMilliseconds(-860), 140, 140, null, null, "node-2", null, null, "gap", null),
            ],
            _log.After(0).Lines);
    }

    // A coordinator notes a load and the read that it was for in one turn.
    [Fact]
    public void WhenLinesEndAtTheSameTime_ThenTheyStayInTheirProcessesOrder()
    {
        for (var i = 0; i < 20; i++) _log.Add(Coordinator, 2, [Read(1, i, 30) with { Kind = HistoryKind.Load }, Read(1, i, 30)]);
        Settle(1_000);
        Assert.Equal(Enumerable.Repeat<string[]>(["load", "read"], 20).SelectMany(kinds => kinds), _log.After(0).Lines.Select(line => line.Kind));
    }

    [Fact]
    public void WhenReadsAreStale_ThenTheyAreMarkedAndCounted()
    {
        // The origin tells of its commit later than the coordinator of the read after it.
        _log.Add(Coordinator, 1, [Read(1, 100, 110), Read(1, 200, 201), Read(2, 300, 301)]);
        _log.Add(Origin, 1, [Commit(2, 90)]);
        Settle(1_000);
        var view = _log.After(0);
        Assert.Equal([null, 10, 110, null], view.Lines.Select(line => line.StalenessMs));
        Assert.Equal((2, 10, 110), (view.StaleReads, view.StalenessP50Ms, view.StalenessP99Ms));
        _log.Begin();
        Assert.Equal(new WatchView(4, 0, 0, 0, null, null, []), _log.After(4) with { Lines = [] });
    }

    [Fact]
    public void WhenMoreComesThanIsKept_ThenTheLastStays()
    {
        for (var i = 0; i < WatchLog.Bound + 500; i++) _log.Add(Node, 1, [Copy(i)]);
        Settle(WatchLog.Bound + 1_000);
        var view = _log.After(0);
        Assert.Equal((WatchLog.Bound, 501), (view.Lines.Count, view.Lines[0].Number));
        Assert.Equal(WatchLog.Bound + 500, view.Last);
    }

    private void Settle(long ms) => _log.Settle(ms * Millisecond, Now);

    private static HistoryLine Read(long version, long from, long to) => new() { Kind = HistoryKind.Read, Key = "k", Client = new Address(Role.Console, 0, 1), Node = Node, Version = version, Outcome = Outcome.Hit, Start = from * Millisecond, End = to * Millisecond };

    private static HistoryLine Copy(long at) => new() { Kind = HistoryKind.Copy, Key = "k", Node = Node, Version = 1, End = at * Millisecond };

    private static HistoryLine Commit(long version, long at) => new() { Kind = HistoryKind.Commit, Key = "k", Version = version, WriteId = 1, Start = (at - 1) * Millisecond, End = at * Millisecond };
}
