using AkkaCacheSim.Core.Invalidators;
using AkkaCacheSim.Invalidator.Kafka;

namespace AkkaCacheSim.Invalidator;

/// <summary>The consumer of whichever broker there is now. Before there is one it remembers whether records may flow.</summary>
internal sealed class ConsumerSwitch : IConsumer, IDisposable
{
    private KafkaConsumerLoop? _loop;
    private long _malformed;
    private bool _flow;

    public bool Connected => _loop is not null;

    public string? Bootstrap { get; private set; }

    /// <summary>Messages that could not be read, since the process has started.</summary>
    public long Malformed => _malformed + (_loop?.Malformed ?? 0);

    /// <summary>How far behind the log it is.</summary>
    public ConsumerLag Lag => _loop?.Lag ?? new ConsumerLag(0, 0, 0);

    /// <summary>When a connector last said that it lives, ms since 1970; 0 for never.</summary>
    public long HeartbeatAt => _loop?.HeartbeatAt ?? 0;

    public void Connect(string bootstrap, KafkaConsumerLoop loop)
    {
        _malformed = Malformed;
        _loop?.Dispose();
        _loop = loop;
        Bootstrap = bootstrap;
        loop.Flow(_flow);
    }

    public void Flow(bool flow)
    {
        _flow = flow;
        _loop?.Flow(flow);
    }

    public void Commit(int partition, long offset) => _loop?.Commit(partition, offset);

    public void Dispose() => _loop?.Dispose();
}
