namespace AkkaCacheSim.Origin.Kafka;

/// <summary>Counts the delivery reports of one Publish call and answers once.</summary>
internal sealed class PublishBatch
{
    private readonly Action<PublishBatch, bool> _done;
    // One more than the events: the call itself holds one until all are handed over, so that it cannot end before.
    private int _waiting;
    private int _answered;
    private volatile bool _failed;

    public PublishBatch(int events, Action<PublishBatch, bool> done)
    {
        _waiting = events + 1;
        _done = done;
    }

    /// <summary>One or more of the events ended, well or not.</summary>
    public void Ended(bool ok, int count = 1)
    {
        if (!ok) _failed = true;
        if (Interlocked.Add(ref _waiting, -count) == 0) Answer(!_failed);
    }

    /// <summary>Gives up: reports that still come change nothing.</summary>
    public void Abandon() => Answer(false);

    private void Answer(bool ok)
    {
        if (Interlocked.Exchange(ref _answered, 1) == 0) _done(this, ok);
    }
}
