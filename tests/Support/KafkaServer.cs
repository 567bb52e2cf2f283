using AkkaCacheSim.Core.Feeds;
using AkkaCacheSim.Origin.Kafka;
using DotNet.Testcontainers.Images;
using Testcontainers.Kafka;

namespace AkkaCacheSim.Tests.Support;

/// <summary>
/// A Kafka cluster for tests, one for the whole run: the one that AKKACACHESIM_TEST_KAFKA names; a container, where there is a Docker engine that has the
/// image; or the embedded broker. It says which one served.
/// </summary>
public sealed class KafkaServer : IDisposable
{
    /// <summary>Names a cluster to use, HOST:PORT. The tests make topics in it, of schemas with names that nobody else has, and leave them.</summary>
    public const string Variable = "AKKACACHESIM_TEST_KAFKA";

    private const string Image = "confluentinc/cp-kafka:7.9.0";

    private readonly Lock _gate = new();
    private MockBroker? _embedded;
    private KafkaContainer? _container;
    private string? _address;

    /// <summary>Where its brokers are.</summary>
    public string Address
    {
        get
        {
            lock (_gate) return _address ??= Find();
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Containers.Stop(_container);
        _embedded?.Dispose();
    }

    private string Find()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named) return Say(named, "Kafka of " + Variable);
        _container = Containers.Start(() => new KafkaBuilder(Image).WithImagePullPolicy(PullPolicy.Never).Build());
        if (_container is not null) return Say(_container.GetBootstrapAddress(), $"Kafka of the image {Image}, in a container");
        _embedded = new MockBroker(LogNames.Topic("unused"), 1);
        return Say(_embedded.Bootstrap, "the embedded Kafka broker");
    }

    private static string Say(string address, string what)
    {
        System.Console.Error.WriteLine($"tests run on {what}, {address}");
        return address;
    }
}
