using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace AkkaCacheSim.Origin.Tests.Kafka;

/// <summary>An address that stays while what is behind it changes.</summary>
internal sealed class TcpProxy : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentBag<TcpClient> _open = [];
    private volatile IPEndPoint _target;

    public TcpProxy(string target)
    {
        _target = IPEndPoint.Parse(target);
        _listener.Start();
        _ = AcceptAsync();
    }

    public string Address => _listener.LocalEndpoint.ToString()!;

    public void Lead(string target) => _target = IPEndPoint.Parse(target);

    public void Dispose()
    {
        _listener.Dispose();
        foreach (var client in _open) client.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = CarryAsync(await _listener.AcceptTcpClientAsync());
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Disposed of.
        }
    }

    private async Task CarryAsync(TcpClient client)
    {
        var server = new TcpClient();
        _open.Add(client);
        _open.Add(server);
        try
        {
            await server.ConnectAsync(_target);
            var (near, far) = (client.GetStream(), server.GetStream());
            await Task.WhenAny(near.CopyToAsync(far), far.CopyToAsync(near));
        }
        catch (Exception e) when (e is SocketException or IOException or ObjectDisposedException)
        {
            // Whoever was behind it is gone.
        }
        finally
        {
            client.Dispose();
            server.Dispose();
        }
    }
}
