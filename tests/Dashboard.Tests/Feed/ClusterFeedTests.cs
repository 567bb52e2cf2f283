using System.Collections.Concurrent;
using System.Diagnostics;
using AkkaCacheSim.Dashboard.Feed;
using AkkaCacheSim.Dashboard.Tests.Support;

namespace AkkaCacheSim.Dashboard.Tests.Feed;

/// <summary>The feed, before a control API that a test controls.</summary>
public sealed class ClusterFeedTests
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(500);

    [Fact]
    public async Task WhenSomebodyLooks_ThenEverythingIsThereAndEventsAreNewestFirstAndBounded()
    {
        await using var followed = await FollowedFeed.StartAsync();
        await using var api = await FakeControlApi.StartAsync(followed.Folder);
        api.Status = Answers.Status(requests: 7);
        api.Events = [.. Enumerable.Range(1, ClusterSnapshot.MostEvents + 100).Select(number => Answers.Event(number))];
        using var look = followed.Feed.Look();

        var snapshot = await followed.UntilAsync(known => known.Events.Count > 0);

        Assert.Null(snapshot.Problem);
        Assert.Equal(7, snapshot.Status.Requests);
        Assert.Equal("modulo", snapshot.Placement.Placement);
        Assert.Equal(ClusterSnapshot.MostEvents, snapshot.Events.Count);
        Assert.Equal(ClusterSnapshot.MostEvents + 100, snapshot.Events[0].Number);
    }

    [Fact]
    public async Task WhenLinesCome_ThenEachIsInOneSnapshotAndNoneIsMissed()
    {
        await using var followed = await FollowedFeed.StartAsync();
        await using var api = await FakeControlApi.StartAsync(followed.Folder);
        var seen = new ConcurrentQueue<long>();
        followed.Feed.Changed += () =>
        {
            foreach (var line in followed.Feed.Latest?.Watch.Lines ?? []) seen.Enqueue(line.Number);
        };
        using var look = followed.Feed.Look();

        foreach (var last in (int[])[3, 4, 90])
        {
            api.Lines = [.. Enumerable.Range(1, last).Select(number => Answers.Read(number))];
            await followed.UntilAsync(() => seen.Contains(last));
        }

        Assert.Equal(Enumerable.Range(1, 90).Select(number => (long)number), seen);
    }

    [Fact]
    public async Task WhenContentsAreHeldUp_ThenTheRestGoesOn()
    {
        await using var followed = await FollowedFeed.StartAsync();
        await using var api = await FakeControlApi.StartAsync(followed.Folder);
        using var look = followed.Feed.Look();
        await followed.UntilAsync(_ => true);
        var held = new TaskCompletionSource();
        api.ContentsHeldUpBy = held.Task;

        api.Status = Answers.Status(requests: 1);
        await followed.UntilAsync(known => known.Status.Requests == 1);
        api.Status = Answers.Status(requests: 2);
        await followed.UntilAsync(known => known.Status.Requests == 2);
        held.SetResult();
    }

    [Fact]
    public async Task WhenNobodyLooksAnyMore_ThenNothingIsAskedAndNothingIsKept()
    {
        await using var followed = await FollowedFeed.StartAsync();
        await using var api = await FakeControlApi.StartAsync(followed.Folder);
        var first = followed.Feed.Look();
        var second = followed.Feed.Look();
        await followed.UntilAsync(_ => true);
        first.Dispose();
        first.Dispose();
        api.Status = Answers.Status(requests: 1);
        await followed.UntilAsync(known => known.Status.Requests == 1);

        second.Dispose();
        await followed.UntilAsync(() => followed.Feed.Latest is null);

        // What was on its way when the last one left may still arrive: one call of each kind at most.
        const int Kinds = 7;
        using var client = ControlClient.Open(followed.Folder);
        var before = api.Calls;
        var mine = 0;
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < Quiet; mine++) await client.GetAsync<StatusView>("/status", TestContext.Current.CancellationToken);
        Assert.InRange(api.Calls - before - mine, 0, Kinds);
    }

    [Fact]
    public async Task WhenTheClusterGoes_ThenTheLastIsKeptAndThereIsAProblem_AndAnotherConsoleIsFollowedFromItsBeginning()
    {
        await using var followed = await FollowedFeed.StartAsync();
        using var look = followed.Feed.Look();
        await followed.UntilAsync(() => followed.Feed.Problem is not null);
        Assert.Null(followed.Feed.Latest);

        await using (var api = await FakeControlApi.StartAsync(followed.Folder, pid: 1))
        {
            api.Status = Answers.Status(requests: 5);
            api.Events = [Answers.Event(1), Answers.Event(2)];
            await followed.UntilAsync(known => known.Events.Count == 2);
            Assert.Null(followed.Feed.Problem);
        }

        var gone = await followed.UntilAsync(known => known.Problem is not null);
        Assert.Equal(5, gone.Status.Requests);

        await using var next = await FakeControlApi.StartAsync(followed.Folder, pid: 2);
        next.Events = [Answers.Event(1)];
        var back = await followed.UntilAsync(known => known.Problem is null && known.Events.Count == 1);
        Assert.Equal(0, back.Status.Requests);
    }
}
