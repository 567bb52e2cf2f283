using AkkaCacheSim.Dashboard.Picture;

namespace AkkaCacheSim.Dashboard.Tests.Picture;

public sealed class JourneysTests
{
    private static readonly Dictionary<string, string> NoHolders = [];

    [Fact]
    public void WhenAReadHits_ThenItsMarkGoesToTheNodeAndBack() =>
        Is(One(Views.Line("read", "a", "coordinator-0", "node-1", "hit")), MarkKind.Hit, "client", "coordinator-0", "node-1", "coordinator-0", "client");

    [Theory]
    [InlineData("hit", 3.0)]
    [InlineData("stale", null)]
    public void WhenAnOutdatedOrExpiredCopyAnswers_ThenItIsAStaleHit(string outcome, double? stalenessMs) =>
        Assert.Equal(MarkKind.Stale, One(Views.Line("read", "a", "coordinator-0", "node-1", outcome, stalenessMs: stalenessMs)).Kind);

    [Fact]
    public void WhenAReadMisses_ThenTheFillOfItsKeyTellsWhichNodeItAskedFirst()
    {
        var journeys = All("write-through", NoHolders, Views.Line("read", "a", "coordinator-0", null, "miss"), Views.Line("copy", "a", node: "node-1"));
        Is(journeys[0], MarkKind.Miss, "client", "coordinator-0", "node-1", "origin", "coordinator-0", "client");
        Is(journeys[1], MarkKind.Fill, "coordinator-0", "node-1");
    }

    [Fact]
    public void WhenNothingTellsWhichNodeMissed_ThenTheMarkGoesStraightToTheOrigin() =>
        Is(One(Views.Line("read", "a", "coordinator-0", null, "miss")), MarkKind.Miss, "client", "coordinator-0", "origin", "coordinator-0", "client");

    [Fact]
    public void WhenANodeLoadsForItself_ThenItsFillComesFromTheOrigin() =>
        Is(All("write-through", NoHolders, Views.Line("load", "a", "node-0", cause: "miss"), Views.Line("copy", "a", node: "node-0"))[0], MarkKind.Fill, "origin", "node-0");

    [Theory]
    [InlineData("shed")]
    [InlineData("timeout")]
    [InlineData("error")]
    [InlineData("refused")]
    public void WhenARequestIsNotServed_ThenItIsAFailure(string outcome)
    {
        Assert.Equal(MarkKind.Failure, One(Views.Line("read", "a", "coordinator-0", null, outcome)).Kind);
        Assert.Equal(MarkKind.Failure, One(Views.Line("write", "a", "coordinator-0", null, outcome)).Kind);
    }

    [Fact]
    public void WhenWritesGoThrough_ThenTheyReachTheOriginAndACommitIsNoMarkOfItsOwn() =>
        Is(One(Views.Line("commit", "a", "origin"), Views.Line("write", "a", "coordinator-0", null, "stored")), MarkKind.Write, "client", "coordinator-0", "origin", "coordinator-0", "client");

    [Fact]
    public void WhenWritesGoBack_ThenTheyEndAtTheNodeAndItsCommitIsAFlush()
    {
        var journeys = All("write-back", new Dictionary<string, string> { ["a"] = "node-1" }, Views.Line("write", "a", "coordinator-0", null, "stored"), Views.Line("commit", "a", "origin"), Views.Line("commit", "b", "origin"));
        Is(journeys[0], MarkKind.Write, "client", "coordinator-0", "node-1", "coordinator-0", "client");
        Is(journeys[1], MarkKind.Flush, "node-1", "origin");
        Is(journeys[2], MarkKind.Flush, "nodes", "origin");
    }

    [Fact]
    public void WhenACopyIsDropped_ThenItsCauseDecidesWhatIsSeen()
    {
        Is(One(Views.Line("drop", "a", node: "node-0", cause: "evicted")), MarkKind.Eviction, "node-0");
        Is(One(Views.Line("drop", "a", node: "node-0", cause: "ttl")), MarkKind.Expiry, "node-0");
        Is(One(Views.Line("drop", "a", node: "node-0", cause: "moved")), MarkKind.Moved, "node-0");
        Is(One(Views.Line("drop", "a", node: "node-0", cause: "explicit")), MarkKind.Invalidation, "coordinator-0", "node-0");
        Is(One(Views.Line("drop", "a", node: "node-0", cause: "cdc")), MarkKind.Invalidation, "origin", "log", "kafka", "invalidator-0", "node-0");
        Is(One(Views.Line("drop", null, node: "node-0", cause: "gap")), MarkKind.Invalidation, "invalidator-0", "node-0");
        Assert.Empty(All("write-through", NoHolders, Views.Line("drop", null, node: "node-0", cause: "start")));
    }

    [Fact]
    public void WhenThereAreTooMany_ThenEachKindHasItsTurn()
    {
        List<Journey> many = [.. Enumerable.Range(0, 100).Select(_ => new Journey(MarkKind.Hit, ["client"])), new Journey(MarkKind.Eviction, ["node-0"])];
        var few = Journeys.Few(many, 3);
        Assert.Equal([MarkKind.Hit, MarkKind.Eviction, MarkKind.Hit], few.Select(journey => journey.Kind));
        Assert.Empty(Journeys.Few(many, 0));
        Assert.Equal(many, Journeys.Few(many, 200));
    }

    [Fact]
    public void WhenAMarkIsDrawn_ThenItsLetterTellsItFromAllOthers()
    {
        Assert.Equal(Enum.GetValues<MarkKind>().Order(), Mark.All.Select(mark => mark.Kind).Order());
        Assert.Equal(Mark.All.Count, Mark.All.Select(mark => mark.Letter).Distinct().Count());
    }

    private static Journey One(params WatchedLine[] lines) => Assert.Single(All("write-through", NoHolders, lines));

    private static IReadOnlyList<Journey> All(string write, Dictionary<string, string> holders, params WatchedLine[] lines) => new Journeys(lines, Views.Status(write), holders).All();

    private static void Is(Journey journey, MarkKind kind, params string[] stops)
    {
        Assert.Equal(kind, journey.Kind);
        Assert.Equal(stops, journey.Stops);
    }
}
