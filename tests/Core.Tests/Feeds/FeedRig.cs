using AkkaCacheSim.Core.Feeds;
using AkkaCacheSim.Core.Tests.Support;

namespace AkkaCacheSim.Core.Tests.Feeds;

/// <summary>One life of a feed, with a change log and a publisher driven by hand.</summary>
internal sealed class FeedRig : IChangeLog, IPublisher
{
    public FeedRig(string logId, FeedPosition? kept, long lastSequence, int partitions = 2)
    {
        Kept = kept;
        Feed = new ChangeFeed(Who.Feed, logId, partitions, kept, lastSequence, Effects, this, this);
        Feed.Start(0);
    }

    public FakeEffects Effects { get; } = new();

    public ChangeFeed Feed { get; }

    public FeedPosition? Kept { get; private set; }

    public List<long> Asked { get; } = [];

    public List<IReadOnlyList<FeedEvent>> Batches { get; } = [];

    public static LoggedChange Change(long sequence, string key, long version, long writeId = -1) =>
        new(sequence, ChangeOp.Update, key, "v", version, writeId, sequence * 10, (sequence * 10) + 1);

    public void ReadAfter(long sequence, int limit) => Asked.Add(sequence);

    public void Confirm(FeedPosition position) => Kept = position;

    public void Publish(IReadOnlyList<FeedEvent> events) => Batches.Add([.. events]);

    public void Acknowledge() => Feed.Published(100, acknowledged: true);
}
