using AkkaCacheSim.Core.Feeds;

namespace AkkaCacheSim.Origin.Kafka;

/// <summary>A publisher with a connection, which ends with it: events under way get half a second, and what is left is answered with false.</summary>
public interface IKafkaPublisher : IPublisher, IDisposable;
