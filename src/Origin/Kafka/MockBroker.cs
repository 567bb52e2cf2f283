using System.Net;
using System.Runtime.InteropServices;
using System.Text;
using AkkaCacheSim.Origin.Rows;

namespace AkkaCacheSim.Origin.Kafka;

/// <summary>The embedded broker: librdkafka's mock cluster, one broker on a random port.</summary>
/// <remarks>
/// It keeps log, offsets and groups in memory and at most 5 MiB a partition; with this process they are gone. Consumers
/// notice by log id and sequence number. Admin clients do not work against it; topics are made here.
/// </remarks>
public sealed class MockBroker : IDisposable
{
    private const int BrokerId = 1;
    private const int Producer = 0;

    private readonly LibRdKafka _library;
    private readonly Lock _gate = new();
    private nint _handle;
    private nint _cluster;
    private BrokerDoor? _door;

    /// <summary>Starts the broker with one topic.</summary>
    /// <param name="topic">The topic.</param>
    /// <param name="partitions">Its partitions.</param>
    /// <param name="host">What clients call this machine. The library listens on loopback only; for any other address there is a door.</param>
    /// <exception cref="OriginUnavailableException">The library or the broker cannot be started.</exception>
    public MockBroker(string topic, int partitions, string host = "127.0.0.1")
    {
        ArgumentException.ThrowIfNullOrEmpty(topic);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(partitions);
        _library = LibRdKafka.Instance;
        _handle = NewHandle(_library);
        _cluster = _library.NewCluster(_handle, 1);
        try
        {
            if (_cluster == 0) throw new OriginUnavailableException("embedded broker: it could not be started", null);
            // By default the first group waits 3 s for more members before it gets an assignment.
            _library.RebalanceDelay(_cluster, 0);
            Check(_library.CreateTopic(_cluster, topic, partitions, 1), $"topic {topic} could not be created");
            Bootstrap = Marshal.PtrToStringUTF8(_library.Bootstraps(_cluster))
                ?? throw new OriginUnavailableException("embedded broker: it has no address", null);
            if (host != "127.0.0.1") OpenDoor(host);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Where clients reach it: HOST:PORT.</summary>
    public string Bootstrap { get; private set; } = string.Empty;

    /// <summary>Takes the broker down: connections drop, new ones are refused, what is stored stays.</summary>
    public void SetDown() => OnBroker(_library.BrokerDown, "down");

    /// <summary>Brings the broker back.</summary>
    public void SetUp() => OnBroker(_library.BrokerUp, "up");

    /// <summary>Stops the broker; all it holds is gone.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_cluster != 0) _library.DestroyCluster(_cluster);
            if (_handle != 0) _library.Destroy(_handle);
            _cluster = 0;
            _handle = 0;
        }

        _door?.Dispose();
    }

    private void OpenDoor(string host)
    {
        _door = new BrokerDoor(host, IPEndPoint.Parse(Bootstrap));
        _library.BrokerAddress(_cluster, BrokerId, host, _door.Port);
        Bootstrap = $"{host}:{_door.Port}";
    }

    private static nint NewHandle(LibRdKafka library)
    {
        var error = new byte[512];
        var conf = library.NewConf();
        // The mock cluster logs each dropped connection to stderr, which is our log; only what is critical passes.
        _ = library.SetConf(conf, "log_level", "2", error, (nuint)error.Length);
        var handle = library.New(Producer, conf, error, (nuint)error.Length);
        if (handle != 0) return handle;
        var reason = Encoding.UTF8.GetString(error, 0, Math.Max(0, Array.IndexOf(error, (byte)0)));
        throw new OriginUnavailableException($"embedded broker: {reason}", null);
    }

    private static void Check(int code, string what)
    {
        if (code != 0) throw new OriginUnavailableException($"embedded broker: {what} (librdkafka error {code})", null);
    }

    private void OnBroker(LibRdKafka.BrokerCall call, string where)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_cluster == 0, this);
            Check(call(_cluster, BrokerId), $"it could not be set {where}");
        }
    }
}
