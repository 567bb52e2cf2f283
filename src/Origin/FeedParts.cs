using AkkaCacheSim.Core.Feeds;
using AkkaCacheSim.Origin.Kafka;

namespace AkkaCacheSim.Origin;

/// <summary>What change feeds work with: the embedded broker, the way to it, and the database's log. They come and go together.</summary>
internal sealed class FeedParts : IDisposable
{
    private readonly IDisposable _log;
    private readonly Action<string> _say;

    /// <summary>Starts the broker, and the log, which says when it has begun.</summary>
    /// <param name="database">The database.</param>
    /// <param name="partitions">Partitions of the topic.</param>
    /// <param name="host">What the invalidators call this machine.</param>
    /// <param name="began">Told when the log begins; maybe on another thread.</param>
    /// <param name="read">Told of rows, on another thread.</param>
    /// <param name="say">Told of troubles, a line each.</param>
    public FeedParts(IOriginDatabase database, int partitions, string host, LogBegan began, Action<IReadOnlyList<LoggedChange>> read, Action<string> say)
    {
        _say = say;
        Broker = new MockBroker(DebeziumEnvelope.Topic, partitions, host);
        _log = database.OpenLog(began, read, say);
    }

    public MockBroker Broker { get; }

    /// <summary>The way of the feed that there is now.</summary>
    public PacedPublisher? Publisher { get; private set; }

    /// <summary>A new way, for a new feed: what the old one has on its way is not answered to it.</summary>
    /// <param name="published">Told how a batch went, on another thread.</param>
    public PacedPublisher Publish(Action<bool> published)
    {
        Publisher?.Dispose();
        return Publisher = new PacedPublisher(Broker.Bootstrap, DebeziumEnvelope.Group, published, log: _say);
    }

    /// <summary>Ends all; can take some seconds.</summary>
    public void Dispose()
    {
        Publisher?.Dispose();
        _log.Dispose();
        Broker.Dispose();
    }
}
