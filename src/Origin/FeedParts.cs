using AkkaCacheSim.Cluster;
using AkkaCacheSim.Core.Feeds;
using AkkaCacheSim.Origin.Kafka;
using AkkaCacheSim.Origin.Rows;

namespace AkkaCacheSim.Origin;

/// <summary>What a change feed works with: the embedded broker, the way to it, and the database's change log. They come and go together.</summary>
internal sealed class FeedParts : IDisposable
{
    /// <summary>Starts all three.</summary>
    /// <param name="file">The database.</param>
    /// <param name="partitions">Partitions of the topic.</param>
    /// <param name="read">Told of rows, on another thread.</param>
    /// <param name="published">Told how a batch went, on another thread.</param>
    public FeedParts(string file, int partitions, Action<IReadOnlyList<LoggedChange>> read, Action<bool> published)
    {
        Broker = new MockBroker(DebeziumEnvelope.Topic, partitions);
        ChangeLog = new SqliteChangeLog(file, read, MonotonicClock.Now);
        Publisher = new KafkaPublisher(Broker.Bootstrap, published);
    }

    public MockBroker Broker { get; }

    public SqliteChangeLog ChangeLog { get; }

    public KafkaPublisher Publisher { get; }

    /// <summary>Ends all three; can take half a second.</summary>
    public void Dispose()
    {
        Publisher.Dispose();
        ChangeLog.Dispose();
        Broker.Dispose();
    }
}
