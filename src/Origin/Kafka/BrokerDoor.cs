using System.Net;
using System.Net.Sockets;
using AkkaCacheSim.Origin.Rows;

namespace AkkaCacheSim.Origin.Kafka;

/// <summary>The way to the embedded broker from other hosts or containers: carries each connection to its loopback port, and back.</summary>
internal sealed class BrokerDoor : IDisposable
{
    // Invalidators and publishers keep a few connections each; more than this is no cluster of ours.
    private const int MostConnections = 256;

    private readonly IPEndPoint _broker;
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _closed = new();
    private int _connections;

    /// <summary>Opens it.</summary>
    /// <param name="host">Where to listen, on a port of the system's choice.</param>
    /// <param name="broker">Where the broker listens.</param>
    /// <exception cref="OriginUnavailableException">Nobody can listen there.</exception>
    public BrokerDoor(string host, IPEndPoint broker)
    {
        _broker = broker;
        try
        {
            _listener = new TcpListener(Dns.GetHostAddresses(host)[0], 0);
            _listener.Start();
        }
        catch (Exception e) when (e is SocketException or IndexOutOfRangeException)
        {
            throw new OriginUnavailableException($"embedded broker: {host} is no address of this machine: {e.Message}", e);
        }

        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _ = Task.Run(AcceptAsync);
    }

    public int Port { get; }

    public void Dispose()
    {
        _closed.Cancel();
        _listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = CarryAsync(await _listener.AcceptTcpClientAsync(_closed.Token));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Closed.
        }
    }

    private async Task CarryAsync(TcpClient client)
    {
        using var outside = client;
        using var inside = new TcpClient { NoDelay = true };
        outside.NoDelay = true;
        try
        {
            if (Interlocked.Increment(ref _connections) > MostConnections) return;
            await inside.ConnectAsync(_broker, _closed.Token);
            var (near, far) = (inside.GetStream(), outside.GetStream());

            // When one end closes the other is closed with it.
            await await Task.WhenAny(near.CopyToAsync(far, _closed.Token), far.CopyToAsync(near, _closed.Token));
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException)
        {
            // Clients connect again by themselves.
        }
        finally
        {
            Interlocked.Decrement(ref _connections);
        }
    }
}
