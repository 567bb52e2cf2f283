using System.Collections.Concurrent;
using AkkaCacheSim.Core.Feeds;
using AkkaCacheSim.Origin.Kafka;
using Confluent.Kafka;
using Xunit;

namespace AkkaCacheSim.Origin.Tests.Kafka;

/// <summary>The embedded broker by itself.</summary>
public sealed class MockBrokerTests
{
    [Fact]
    public void WhenStarted_ThenItListensOnLoopback()
    {
        using var broker = new MockBroker("t", 3);
        Assert.Matches(@"^127\.0\.0\.1:\d+$", broker.Bootstrap);
        using var another = new MockBroker("t", 3);
        Assert.NotEqual(broker.Bootstrap, another.Bootstrap);
    }

    [Fact]
    public async Task WhenItsHostIsNotLoopback_ThenClientsReachItByThatName()
    {
        using var broker = new MockBroker(LogNames.Topic("public"), 1, "localhost");
        Assert.StartsWith("localhost:", broker.Bootstrap, StringComparison.Ordinal);
        var published = new ConcurrentQueue<bool>();
        using var publisher = new KafkaPublisher(broker.Bootstrap, published.Enqueue, LogNames.Topic("public"));
        publisher.Publish(KafkaFixture.Events(0, 1, 3));
        await Wait.Until(() => published.TryPeek(out var ok) && ok, "the events are acknowledged");

        // A client learns where to go from the broker itself.
        using var admin = new AdminClientBuilder(new AdminClientConfig { BootstrapServers = broker.Bootstrap }).Build();
        var at = Assert.Single(admin.GetMetadata(TimeSpan.FromSeconds(10)).Brokers);
        Assert.Equal(broker.Bootstrap, $"{at.Host}:{at.Port}");
    }

    [Fact]
    public void WhenStopped_ThenFaultsAreRefusedAndStoppingAgainIsFine()
    {
        var broker = new MockBroker("t", 1);
        broker.Dispose();
        broker.Dispose();
        Assert.Throws<ObjectDisposedException>(broker.SetDown);
    }
}
