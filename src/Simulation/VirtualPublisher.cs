using AkkaCacheSim.Core.Feeds;

namespace AkkaCacheSim.Simulation;

/// <summary>A producer of a virtual run.</summary>
public sealed class VirtualPublisher : IPublisher
{
    private readonly VirtualWorld _world;
    private readonly VirtualOptions _options;
    private readonly VirtualBroker _broker;

    /// <summary>Connects a producer.</summary>
    /// <param name="world">The world.</param>
    /// <param name="options">How long publishing takes.</param>
    /// <param name="broker">The broker.</param>
    public VirtualPublisher(VirtualWorld world, VirtualOptions options, VirtualBroker broker)
    {
        _world = world;
        _options = options;
        _broker = broker;
    }

    /// <summary>The feed that publishes; null when it has died.</summary>
    public ChangeFeed? Feed { get; set; }

    /// <inheritdoc />
    public void Publish(IReadOnlyList<FeedEvent> events)
    {
        var half = _options.ProduceTime / 2;
        _world.After(half, () =>
        {
            // What the producer still had died with its process.
            if (Feed is null) return;
            var acknowledged = !_broker.Fails;
            if (acknowledged || _world.Delay(0, 1) == 0) _broker.Append(events);
            _world.After(half, () => Answer(acknowledged));
        });
    }

    private void Answer(bool acknowledged)
    {
        if (Feed is { } feed) _world.Deliver(feed.Self, now => feed.Published(now, acknowledged));
    }
}
