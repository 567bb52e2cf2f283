using AkkaCacheSim.Dashboard.Events;

namespace AkkaCacheSim.Dashboard.Tests.Events;

public sealed class RequestWayTests
{
    // A copy of version 1; another writer commits version 2; a reader gets the old copy; it is dropped; the next reader misses, loads and fills.
    private static readonly WatchedLine[] Lines =
    [
        Line(1, "copy", 0, 0, version: 1),
        Line(2, "read", 50, 52, version: 1, outcome: "hit", key: "other"),
        Line(3, "commit", 90, 100, version: 2),
        Line(4, "read", 200, 203, version: 1, outcome: "hit", stalenessMs: 100),
        Line(5, "drop", 250, 250, version: 1, cause: "cdc"),
        Line(6, "read", 300, 340, version: 2, outcome: "miss"),
        Line(7, "load", 302, 338, cause: "miss"),
        Line(8, "copy", 345, 345, version: 2),
        Line(9, "drop", 900, 900, version: 2, cause: "ttl"),
    ];

    [Fact]
    public void WhenAMissIsChosen_ThenItsWayIsReadLoadAndCopy()
    {
        var way = Way(6);
        Assert.Equal([(0, 40, "read"), (2, 38, "load"), (45, 45, "copy")], way.Steps.Select(step => (step.FromMs, step.ToMs, step.Kind)));
        Assert.Equal("read", Assert.Single(way.Steps, step => step.IsRequest).Kind);
    }

    [Theory]
    [InlineData(7)]
    [InlineData(8)]
    public void WhenAStepIsChosen_ThenItIsTheWayOfItsRequest(int number) => Assert.Equal(6, Way(number).Of.Number);

    [Fact]
    public void WhenAStaleHitIsChosen_ThenItsCopyAndTheCommitThatOvertookItAreOnItsWay()
    {
        var way = Way(4);
        Assert.Equal(["copy", "commit", "read", "drop"], way.Steps.Select(step => step.Kind));
        Assert.Equal([-200, -110, 0, 50], way.Steps.Select(step => step.FromMs));
    }

    [Fact]
    public void WhenNoRequestIsNear_ThenAnEventStandsForItself() => Assert.Equal([9], new[] { Way(9) }.Select(way => way.Of.Number));

    [Fact]
    public void WhenEverythingIsDropped_ThenItIsOnTheWayOfRequestsOfThatNodeOnly()
    {
        WatchedLine[] here = [.. Lines, Line(10, "drop", 310, 310) with { Key = null }];
        WatchedLine[] there = [.. Lines, Line(10, "drop", 310, 310) with { Key = null, Node = "node-1" }];
        Assert.Contains(RequestWay.Find(LoggedEvent.Of(Lines[5] with { Node = "node-0" }), here)!.Steps, step => step.Kind == "drop");
        Assert.DoesNotContain(RequestWay.Find(LoggedEvent.Of(Lines[5] with { Node = "node-0" }), there)!.Steps, step => step.Kind == "drop");
    }

    [Fact]
    public void WhenARequestOfTheConsoleIsChosen_ThenItIsFoundByItsKeyAndTime()
    {
        var logged = new LoggedEvent("c1", DateTimeOffset.UnixEpoch.AddMilliseconds(342), "request", "get a:b: miss, version 2, node-0, 45 ms", null);
        Assert.Equal(6, RequestWay.Find(logged, Lines)!.Of.Number);
        Assert.Null(RequestWay.Find(logged with { At = logged.At.AddSeconds(5) }, Lines));
        Assert.Null(RequestWay.Find(logged with { Kind = "fault" }, Lines));
    }

    [Fact]
    public void WhenAKeyIsHot_ThenItsWayIsBoundedAndHasTheRequest()
    {
        WatchedLine[] many = [.. Enumerable.Range(1, 500).Select(number => Line(number, "read", 100 + (number / 10.0), 400, outcome: "miss"))];
        var way = RequestWay.Find(LoggedEvent.Of(many[^1]), many)!;
        Assert.Equal(RequestWay.Most, way.Steps.Count);
        Assert.Single(way.Steps, step => step.IsRequest);
    }

    private static RequestWay Way(int number) => RequestWay.Find(LoggedEvent.Of(Lines[number - 1]), Lines)!;

    private static WatchedLine Line(long number, string kind, double start, double end, long? version = null, string? outcome = null, string? cause = null, double? stalenessMs = null, string key = "a:b") =>
        new(number, kind, DateTimeOffset.UnixEpoch.AddMilliseconds(end), start, end, key, "coordinator-0", "node-0", outcome, version, cause, stalenessMs);
}
