namespace AkkaCacheSim.Core.Feeds;

/// <summary>The way to the log that invalidators consume.</summary>
public interface IPublisher
{
    /// <summary>Publishes events in order; answered by <see cref="ChangeFeed.Published"/> once every one of them is acknowledged, or one has failed.</summary>
    /// <param name="events">The events.</param>
    void Publish(IReadOnlyList<FeedEvent> events);
}
