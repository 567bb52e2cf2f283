using System.Net;
using System.Net.Sockets;

namespace AkkaCacheSim.Console.Live;

/// <summary>Where a process listens for the others of its cluster.</summary>
/// <param name="Address">An address of this machine, or a name of it: it is what the others call it by.</param>
/// <param name="Port">The port; 0 for any.</param>
public sealed record Binding(string Address, int Port = 0)
{
    /// <summary>As seeds are written: HOST:PORT.</summary>
    public override string ToString() => $"{Address}:{Port}";

    /// <summary>Tries it. Akka, which would find out as well, says more about it than anybody wants to read.</summary>
    /// <exception cref="LiveException">Nobody can listen there.</exception>
    internal void Check()
    {
        try
        {
            using var listener = new TcpListener(Dns.GetHostAddresses(Address)[0], Port);
            listener.Start();
        }
        catch (Exception e) when (e is SocketException or ArgumentException or IndexOutOfRangeException)
        {
            throw Unusable(e);
        }
    }

    /// <summary>That nobody can listen there.</summary>
    /// <param name="e">Why.</param>
    internal LiveException Unusable(Exception e) => Port == 0
        ? new($"--bind {Address}: an address of this machine was expected: {e.Message}", e)
        : new($"--bind {Address} --port {Port}: an address of this machine and a free port were expected: {e.Message}", e);
}
