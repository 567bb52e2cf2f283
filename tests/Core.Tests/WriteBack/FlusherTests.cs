using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Tests.Support;
using AkkaCacheSim.Core.WriteBack;

namespace AkkaCacheSim.Core.Tests.WriteBack;

public sealed class FlusherTests
{
    private const long Timeout = 10 * Durations.Second;
    private const long Backoff = 50 * Durations.Millisecond;

    private readonly FakeEffects _effects = new();
    private readonly DirtyQueue _queue = new();
    private readonly Flusher _flusher;
    private long _stamp;

    public FlusherTests() => _flusher = new Flusher(_queue, stamped: true, _effects);

    [Fact]
    public void WhenAKeyIsOldEnough_ThenItIsFlushedWithAllTheOthers()
    {
        Put("a", 10);
        Put("b", 20);
        Assert.Equal(10 + Flusher.Age, _flusher.NextAt);
        Assert.Null(Proceed(9 + Flusher.Age));
        var batch = Proceed(10 + Flusher.Age)!.Value;
        Assert.Equal(["a", "b"], Batch(batch).Rows.Select(row => row.Key));
        Assert.True(Batch(batch).Stamped);
        Assert.InRange(batch.Request, long.MinValue, -1); // a node's loads have the numbers above 0
        Assert.Equal((true, 10 + Flusher.Age + Timeout), (_flusher.Busy, _flusher.NextAt));
    }

    [Fact]
    public void WhenRowsOrCharactersFillABatch_ThenItIsFlushedAtOnceAndNoMoreThanThat()
    {
        for (var i = 0; i < Flusher.BatchRows - 1; i++) Put("k" + i, 10);
        Assert.Null(Proceed(10));
        Put("last", 10);
        Put("next", 10);
        Assert.Equal(Flusher.BatchRows, Batch(Proceed(10)!.Value).Rows.Count);

        var full = new FlusherTests();
        for (var i = 0; i < Flusher.BatchRows; i++) full.Put("k" + i, 10);
        Assert.NotNull(full.Proceed(10));

        var large = new FlusherTests();
        large.Put("a", 10, (int)Flusher.BatchChars - 2);
        Assert.Null(large.Proceed(10));
        large.Put("b", 10, 0);
        Assert.Equal(2, Batch(large.Proceed(10)!.Value).Rows.Count);
    }

    [Fact]
    public void WhenItDrains_ThenNothingWaitsForItsAge()
    {
        Put("a", 10);
        _flusher.Draining = true;
        Assert.NotNull(Proceed(10));
    }

    [Fact]
    public void WhenABatchIsOnItsWay_ThenTheNextWaitsForItsAnswer()
    {
        Put("a", 0);
        var first = Proceed(Flusher.Age)!.Value;
        Put("b", 0);
        _flusher.Draining = true;
        Assert.Null(Proceed(Flusher.Age + 1));
        Assert.Null(_flusher.Answered(Flusher.Age + 2, Answer(first) with { Request = first.Request - 1 }));
        Assert.NotNull(_flusher.Answered(Flusher.Age + 2, Answer(first)));
        Assert.Equal((1, 1), (_flusher.Flushed, _queue.Count));
        Assert.Equal("b", Assert.Single(Batch(Proceed(Flusher.Age + 3)!.Value).Rows).Key);
        Assert.Null(_flusher.Answered(Flusher.Age + 4, Answer(first)));
    }

    [Fact]
    public void WhenAKeyIsWrittenWhileItIsFlushed_ThenItStaysDirtyAndIsFlushedAfterAnotherAge()
    {
        Put("a", 0);
        var first = Proceed(Flusher.Age)!.Value;
        Put("a", Flusher.Age + 1);
        _flusher.Answered(Flusher.Age + 5, Answer(first));
        Assert.NotNull(_queue.Find("a"));
        Assert.Equal(2 * Flusher.Age, _flusher.NextAt);
        Assert.Null(Proceed((2 * Flusher.Age) - 1));
        Assert.Equal(_stamp, Assert.Single(Batch(Proceed(2 * Flusher.Age)!.Value).Rows).Stamp);
    }

    [Fact]
    public void WhenFlushesFail_ThenThePausesDoubleUpToABoundUntilOneSucceeds()
    {
        Put("a", 0);
        var now = Flusher.Age;
        foreach (var pause in new[] { 1L, 2, 4, 8, 16, 32, 40, 40 })
        {
            var batch = Proceed(now)!.Value;
            Assert.Null(_flusher.Answered(now, new Message { Kind = MessageKind.Failed, Request = batch.Request, Outcome = Outcome.Shed }));
            Assert.Null(Proceed(now + (pause * Backoff) - 1));
            now += pause * Backoff;
        }

        Assert.Equal(8, _flusher.Retries);
        _flusher.Answered(now, Answer(Proceed(now)!.Value));
        Put("b", now);
        _flusher.Draining = true;
        var next = Proceed(now)!.Value;
        _flusher.Answered(now, new Message { Kind = MessageKind.Failed, Request = next.Request });
        Assert.Equal(now + Backoff, _flusher.NextAt);
        _flusher.Hurry();
        Assert.NotNull(Proceed(now));
    }

    [Fact]
    public void WhenAnAnswerIsOverdue_ThenTheBatchIsSentAgainUnderAnotherNumberAndTheLateAnswerCountsForNothing()
    {
        Put("a", 0);
        var first = Proceed(Flusher.Age)!.Value;
        Assert.Null(Proceed(Flusher.Age + Timeout));
        Assert.Null(_flusher.Answered(Flusher.Age + Timeout, Answer(first)));
        Assert.Equal(1, _queue.Count);
        var second = Proceed(Flusher.Age + Timeout + Backoff)!.Value;
        Assert.NotEqual(first.Request, second.Request);
        Assert.Null(_flusher.Answered(Flusher.Age + Timeout + Backoff, Answer(first)));
        Assert.NotNull(_flusher.Answered(Flusher.Age + Timeout + Backoff, Answer(second)));
        Assert.Equal((0, 1), (_queue.Count, _flusher.Retries));
    }

    [Fact]
    public void WhenThereIsNoOrigin_ThenItWaitsUntilHurried()
    {
        Put("a", 0);
        _flusher.Proceed(Flusher.Age, default, Timeout);
        Assert.Empty(_effects.TakeSent());
        Assert.Null(Proceed(Flusher.Age + 1));
        _flusher.Hurry();
        Assert.NotNull(Proceed(Flusher.Age + 1));
    }

    [Fact]
    public void WhenOthersHaveChangedARow_ThenItIsCountedAsAConflict()
    {
        Put("a", 0);
        var batch = Proceed(Flusher.Age)!.Value;
        var report = new FlushReport([new FlushedRow("a", _stamp, 9, Applied: true, Conflict: true)]);
        _flusher.Answered(Flusher.Age, new Message { Kind = MessageKind.Flushed, Request = batch.Request, Batch = report });
        Assert.Equal(1, _flusher.Conflicts);
    }

    private static FlushBatch Batch(Message message) => (FlushBatch)message.Batch!;

    private static Message Answer(Message flush) => new()
    {
        Kind = MessageKind.Flushed,
        Request = flush.Request,
        Batch = new FlushReport([.. Batch(flush).Rows.Select(row => new FlushedRow(row.Key, row.Stamp, 1, Applied: true, Conflict: false))]),
    };

    private void Put(string key, long since, int size = 1) => _queue.Put(new FlushRow(key, new string('v', size), ++_stamp, _stamp, since));

    private Message? Proceed(long now)
    {
        _flusher.Proceed(now, Who.Origin, Timeout);
        var sent = _effects.TakeSent();
        if (sent.Count == 0) return null;
        Assert.Equal((Who.Origin, MessageKind.Flush), (sent.Single().To, sent.Single().Message.Kind));
        return sent.Single().Message;
    }
}
