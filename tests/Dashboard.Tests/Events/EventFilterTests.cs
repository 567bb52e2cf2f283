using System.Globalization;
using AkkaCacheSim.Dashboard.Events;

namespace AkkaCacheSim.Dashboard.Tests.Events;

public sealed class EventFilterTests
{
    private static readonly ClusterEventLine[] Cluster = [Event(2, 30, "fault", "kill node-0"), Event(1, 10, "request", "get a: miss, version 1, node-0, 3 ms")];
    private static readonly WatchedLine[] Lines = [Line(1, 20, "read", "a"), Line(2, 40, "drop", null), Line(3, 50, "read", "b")];

    [Fact]
    public void WhenNothingIsFiltered_ThenBothKindsOfEventsAreInOneRowNewestFirst() => Assert.Equal(["w3", "w2", "c2", "w1", "c1"], Ids(EventFilter.None));

    [Fact]
    public void WhenAKindIsHidden_ThenTheOthersAreShown()
    {
        var hidden = EventFilter.None.With("read", false);
        Assert.Equal(["w2", "c2", "c1"], Ids(hidden));
        Assert.Equal(Ids(EventFilter.None), Ids(hidden.With("read", true)));
    }

    [Fact]
    public void WhenAKeyIsAskedFor_ThenWhatConcernsItIsShown() => Assert.Equal(["w2", "w1", "c1"], Ids(EventFilter.None with { Key = "a" }, Cluster[1..]));

    [Fact]
    public void WhenThereIsMuch_ThenTheLastAreShown()
    {
        WatchedLine[] many = [.. Enumerable.Range(1, 3 * EventFilter.Most).Select(number => Line(number, number, "read", "a"))];
        var shown = EventFilter.None.Apply([], many);
        Assert.Equal(EventFilter.Most, shown.Count);
        Assert.Equal(string.Create(CultureInfo.InvariantCulture, $"w{3 * EventFilter.Most}"), shown[0].Id);
    }

    [Fact]
    public void WhenKindsAreListed_ThenEachHasASign() => Assert.All(EventKinds.All.Where(kind => kind != "request"), kind => Assert.NotEqual("•", EventKinds.Sign(kind)));

    private static List<string> Ids(EventFilter filter, IReadOnlyList<ClusterEventLine>? cluster = null) => [.. filter.Apply(cluster ?? Cluster, Lines).Select(line => line.Id)];

    private static ClusterEventLine Event(long number, int ms, string kind, string text) => new(number, DateTimeOffset.UnixEpoch.AddMilliseconds(ms), kind, text);

    private static WatchedLine Line(long number, int ms, string kind, string? key) =>
        new(number, kind, DateTimeOffset.UnixEpoch.AddMilliseconds(ms), ms, ms, key, null, "node-0", null, null, null, null);
}
