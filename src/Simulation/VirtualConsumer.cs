using AkkaCacheSim.Core.Invalidators;

namespace AkkaCacheSim.Simulation;

/// <summary>A consumer of a virtual run: starts at the committed offsets, and hands over what is new after the fetch time.</summary>
public sealed class VirtualConsumer : IConsumer
{
    private readonly VirtualWorld _world;
    private readonly VirtualOptions _options;
    private readonly VirtualBroker _broker;
    private readonly long[] _positions;
    private readonly int _index, _consumers;
    private bool _flowing, _fetching;

    /// <summary>Connects a consumer.</summary>
    /// <param name="world">The world.</param>
    /// <param name="options">How long fetching takes.</param>
    /// <param name="broker">The broker.</param>
    /// <param name="index">Its place in the group, from 0.</param>
    /// <param name="consumers">How many there are in the group: the partitions are dealt among them, one by one, and stay where they are.</param>
    public VirtualConsumer(VirtualWorld world, VirtualOptions options, VirtualBroker broker, int index = 0, int consumers = 1)
    {
        ArgumentNullException.ThrowIfNull(broker);
        _index = index;
        _consumers = consumers;
        _world = world;
        _options = options;
        _broker = broker;
        _positions = [.. Enumerable.Range(0, broker.Partitions).Select(broker.Committed)];
        broker.Appended += Fetch;
    }

    /// <summary>The invalidator that consumes; null when it has died.</summary>
    public InvalidatorMachine? Invalidator { get; set; }

    /// <inheritdoc />
    public void Flow(bool flow)
    {
        _flowing = flow;
        Fetch();
    }

    /// <inheritdoc />
    public void Commit(int partition, long offset) => _broker.Commit(partition, offset);

    private void Fetch()
    {
        if (!_flowing || _fetching) return;
        _fetching = true;
        _world.After(_options.FetchTime, Deliver);
    }

    private void Deliver()
    {
        _fetching = false;
        if (!_flowing || Invalidator is null) return;
        var records = new List<LogRecord>();
        for (var partition = _index; partition < _positions.Length; partition += _consumers)
        {
            var fresh = _broker.From(partition, _positions[partition]);
            _positions[partition] += fresh.Count;
            records.AddRange(fresh);
        }

        var invalidator = Invalidator;
        if (records.Count > 0) _world.Deliver(invalidator.Self, now => invalidator.Consumed(now, records));
    }
}
