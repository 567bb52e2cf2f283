using AkkaCacheSim.Core.Feeds;
using AkkaCacheSim.Core.History;
using AkkaCacheSim.Core.Settings;

namespace AkkaCacheSim.Core.Tests.Feeds;

public sealed class ChangeFeedTests
{
    [Fact]
    public void WhenALogIsNew_ThenAMarkerOpensEveryPartitionBeforeAnyChangeIsRead()
    {
        var rig = new FeedRig("log", null, 40);
        Assert.Equal([new FeedEvent(0, "log", 1, null), new FeedEvent(1, "log", 1, null)], Assert.Single(rig.Batches));
        Assert.Empty(rig.Asked);
        rig.Acknowledge();
        Assert.Equal([40L], rig.Asked);
        Assert.Equal((40, "log"), (rig.Kept!.Sequence, rig.Kept.LogId));
        Assert.Equal([1L, 1], rig.Kept.Partitions);
    }

    [Fact]
    public void WhenChangesCome_ThenEachPartitionIsNumberedOnWithoutHolesAndAKeyKeepsItsPartition()
    {
        var rig = Opened();
        rig.Feed.ChangesRead([.. Enumerable.Range(41, 30).Select(i => FeedRig.Change(i, "k" + (i % 7), i))]);
        var events = rig.Batches[1];
        foreach (var partition in events.GroupBy(item => item.Partition)) Assert.Equal(Enumerable.Range(2, partition.Count()).Select(n => (long)n), partition.Select(item => item.Sequence));
        Assert.All(events.GroupBy(item => item.Change!.Value.Key), key => Assert.Single(key.Select(item => item.Partition).Distinct()));
        Assert.Equal(2, events.Select(item => item.Partition).Distinct().Count());
        Assert.Equal(40, rig.Kept!.Sequence);
        rig.Acknowledge();
        Assert.Equal((70, 32), (rig.Kept.Sequence, rig.Feed.PublishedEvents));
        Assert.Equal([40L, 70], rig.Asked);
    }

    [Fact]
    public void WhenAFeedDiesBeforeItsBatchIsAcknowledged_ThenTheNextLifePublishesItUnderTheSameNumbers()
    {
        var rig = Opened();
        LoggedChange[] changes = [FeedRig.Change(41, "a", 1), FeedRig.Change(42, "b", 1), FeedRig.Change(43, "c", 1)];
        rig.Feed.ChangesRead(changes);
        var next = new FeedRig("log", rig.Kept, 43);
        Assert.Empty(next.Batches);
        Assert.Equal([40L], next.Asked);
        next.Feed.ChangesRead(changes);
        Assert.Equal(rig.Batches[1], Assert.Single(next.Batches));
    }

    [Fact]
    public void WhenAFeedDiesBeforeItsMarkersAreAcknowledged_ThenTheNextLifeMissesNoChange()
    {
        var rig = new FeedRig("log", null, 40);
        var next = new FeedRig("log", rig.Kept, 45);
        Assert.Equal(rig.Batches[0], next.Batches[0]);
        next.Acknowledge();
        Assert.Equal([40L], next.Asked);
    }

    [Theory]
    [InlineData("other", 2)]
    [InlineData("log", 3)]
    public void WhenThePositionIsThatOfAnotherLog_ThenTheFeedBeginsAnewWithMarkers(string logId, int partitions)
    {
        var rig = Opened();
        var next = new FeedRig(logId, rig.Kept, 99, partitions);
        Assert.Equal(Enumerable.Range(0, partitions).Select(p => new FeedEvent(p, logId, 1, null)), Assert.Single(next.Batches));
        next.Acknowledge();
        Assert.Equal([99L], next.Asked);
    }

    [Fact]
    public void WhenPublishingFails_ThenTheSameBatchIsTriedAgainEverLaterAndThePositionStays()
    {
        var rig = Opened();
        rig.Feed.ChangesRead([FeedRig.Change(41, "a", 1)]);
        long now = 1_000, last = 0;
        for (var attempt = 1; attempt <= 12; attempt++)
        {
            rig.Feed.Published(now, acknowledged: false);
            var wait = rig.Effects.TimerAt - now;
            Assert.InRange(wait, Math.Max(last, Durations.Millisecond), 2 * Durations.Second);
            last = wait;
            now = rig.Effects.TimerAt;
            rig.Effects.TakeDueTimer(now);
            rig.Feed.Tick(now);
            Assert.Equal(rig.Batches[1], rig.Batches[^1]);
            Assert.Equal(attempt + 2, rig.Batches.Count);
        }

        Assert.Equal((12, 40, 2 * Durations.Second), (rig.Feed.Retries, rig.Kept!.Sequence, last));
        rig.Acknowledge();
        Assert.Equal(41, rig.Kept.Sequence);
        rig.Feed.ChangesRead([FeedRig.Change(42, "a", 2)]);
        rig.Feed.Published(now, acknowledged: false);
        Assert.True(rig.Effects.TimerAt - now < Durations.Second, "a success starts the waits anew");
    }

    [Fact]
    public void WhenTheChangeLogGoesBackwards_ThenTheFeedStops()
    {
        var rig = Opened();
        Assert.Throws<InvalidOperationException>(() => rig.Feed.ChangesRead([FeedRig.Change(40, "a", 1)]));
    }

    [Fact]
    public void WhenRowsComeWhileABatchIsOnItsWay_ThenTheFeedStops()
    {
        var rig = Opened();
        rig.Feed.ChangesRead([FeedRig.Change(41, "a", 1)]);
        Assert.Throws<InvalidOperationException>(() => rig.Feed.ChangesRead([FeedRig.Change(42, "a", 2)]));
    }

    [Fact]
    public void WhenAWriterNeverHeardOfTheCache_ThenTheFeedRecordsItsCommitAndNoOthers()
    {
        var rig = Opened();
        rig.Feed.ChangesRead([FeedRig.Change(41, "a", 1, writeId: -3), FeedRig.Change(42, "b", 2, writeId: 0), FeedRig.Change(43, "c", 3, writeId: 9)]);
        var line = Assert.Single(rig.Effects.Lines);
        Assert.Equal((HistoryKind.Commit, "b", 2, 420, 421), (line.Kind, line.Key, line.Version, line.Start, line.End));
    }

    private static FeedRig Opened()
    {
        var rig = new FeedRig("log", null, 40);
        rig.Acknowledge();
        return rig;
    }
}
