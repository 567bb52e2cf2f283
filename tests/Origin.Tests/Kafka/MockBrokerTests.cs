using AkkaCacheSim.Origin.Kafka;
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
    public void WhenStopped_ThenFaultsAreRefusedAndStoppingAgainIsFine()
    {
        var broker = new MockBroker("t", 1);
        broker.Dispose();
        broker.Dispose();
        Assert.Throws<ObjectDisposedException>(broker.SetDown);
    }
}
