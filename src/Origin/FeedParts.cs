using AkkaCacheSim.Core.Feeds;
using AkkaCacheSim.Origin.Kafka;

namespace AkkaCacheSim.Origin;

/// <summary>What change feeds work with: the database's log, and the way into the topic.</summary>
internal sealed class FeedParts : IDisposable
{
    private readonly ChangeTopic _topic;
    private readonly IDisposable _log;
    private readonly Action<string> _say;
    private IKafkaPublisher? _publisher;

    /// <summary>Opens the log, which says when it has begun.</summary>
    /// <param name="database">The database.</param>
    /// <param name="topic">Where changes go.</param>
    /// <param name="began">Told when the log begins; maybe on another thread.</param>
    /// <param name="read">Told of rows, on another thread.</param>
    /// <param name="say">Told of troubles, a line each.</param>
    public FeedParts(IOriginDatabase database, ChangeTopic topic, LogBegan began, Action<IReadOnlyList<LoggedChange>> read, Action<string> say)
    {
        _say = say;
        _topic = topic;
        _log = database.OpenLog(began, read, say);
    }

    /// <summary>A new way, for a new feed: what the old one has on its way is not answered to it.</summary>
    /// <param name="published">Told how a batch went, on another thread.</param>
    public IPublisher Publish(Action<bool> published)
    {
        _publisher?.Dispose();
        return _publisher = _topic.Publisher(published, _say);
    }

    /// <summary>Ends both; can take some seconds.</summary>
    public void Dispose()
    {
        _publisher?.Dispose();
        _log.Dispose();
    }
}
