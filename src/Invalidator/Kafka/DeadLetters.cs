using System.Globalization;
using System.Text;
using AkkaCacheSim.Core.Feeds;
using Confluent.Kafka;

namespace AkkaCacheSim.Invalidator.Kafka;

/// <summary>Sends messages that can't be read to a topic of their own, as they came and with a word on why, and counts them. For one thread.</summary>
/// <remarks>The stream does not wait for them: one that can't be sent is told to the log, and that is all.</remarks>
internal sealed class DeadLetters : IDisposable
{
    // What waits for the broker is bounded, in number and in time.
    private const int QueueLimit = 1_000;
    private const int MessageTimeoutMs = 5_000;

    private static readonly TimeSpan ClosePatience = TimeSpan.FromMilliseconds(500);

    private readonly KafkaSource _source;
    private readonly string _topic;
    private readonly LineLog _log;
    private IProducer<byte[]?, byte[]?>? _producer;
    private long _count;

    public DeadLetters(KafkaSource source, LineLog log)
    {
        _source = source;
        _topic = source.Topic + LogNames.DeadLetterSuffix;
        _log = log;
    }

    /// <summary>Messages that could not be read. Any thread may ask.</summary>
    public long Count => Interlocked.Read(ref _count);

    /// <summary>Sends a message, in the background.</summary>
    /// <param name="consumed">The message.</param>
    /// <param name="reason">Why it can't be read.</param>
    public void Send(ConsumeResult<byte[]?, byte[]?> consumed, string reason)
    {
        Interlocked.Increment(ref _count);
        // Most clusters never need one.
        _producer ??= Build();
        try
        {
            _producer.Produce(_topic, new Message<byte[]?, byte[]?> { Key = consumed.Message.Key, Value = consumed.Message.Value, Headers = Headers(consumed, reason) }, report =>
            {
                if (report.Error.IsError) Lost(report.Error);
            });
        }
        catch (KafkaException e)
        {
            Lost(e.Error);
        }
    }

    /// <summary>Gives what is under way half a second.</summary>
    public void Dispose()
    {
        _producer?.Flush(ClosePatience);
        _producer?.Dispose();
    }

    private static Headers Headers(ConsumeResult<byte[]?, byte[]?> consumed, string reason)
    {
        var headers = new Headers();
        foreach (var header in consumed.Message.Headers ?? []) headers.Add(header.Key, header.GetValueBytes());
        headers.Add("dead-letter-reason", Encoding.UTF8.GetBytes(reason));
        headers.Add("dead-letter-partition", Encoding.ASCII.GetBytes(consumed.Partition.Value.ToString(CultureInfo.InvariantCulture)));
        headers.Add("dead-letter-offset", Encoding.ASCII.GetBytes(consumed.Offset.Value.ToString(CultureInfo.InvariantCulture)));
        return headers;
    }

    private void Lost(Error error) => _log.Say("dead letter " + error.Code, $"consumer: a message that can't be read was not sent to {_topic}: {error.Reason}");

    private IProducer<byte[]?, byte[]?> Build()
    {
        var config = new ProducerConfig { BootstrapServers = _source.Bootstrap, MessageTimeoutMs = MessageTimeoutMs, QueueBufferingMaxMessages = QueueLimit };
        return new ProducerBuilder<byte[]?, byte[]?>(_source.Configured(config))
            .SetErrorHandler((_, error) => _log.Say(error.Code.ToString(), $"dead letters: {error.Reason}"))
            .SetLogHandler((_, _) => { })
            .Build();
    }
}
