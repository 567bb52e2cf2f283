using System.Net;
using System.Net.Sockets;

namespace AkkaCacheSim.Dashboard.Hosting;

/// <summary>Where the page is served.</summary>
/// <param name="Address">An address of this machine, or a name of it.</param>
/// <param name="Port">The port; 0 for any.</param>
public sealed record DashboardBinding(string Address, int Port)
{
    /// <summary>The port unless told otherwise.</summary>
    public const int DefaultPort = 5188;

    /// <summary>The address unless told otherwise: reached from this machine only.</summary>
    public const string DefaultAddress = "127.0.0.1";

    /// <summary>The address as a number.</summary>
    /// <exception cref="LiveException">Nobody knows it.</exception>
    internal IPAddress Resolve()
    {
        if (IPAddress.TryParse(Address, out var number)) return number;
        try
        {
            var addresses = Dns.GetHostAddresses(Address);
            return addresses.FirstOrDefault(address => address.AddressFamily == AddressFamily.InterNetwork) ?? addresses[0];
        }
        catch (Exception e) when (e is SocketException or ArgumentException or IndexOutOfRangeException)
        {
            throw Unusable(e);
        }
    }

    /// <summary>That nobody can listen there.</summary>
    /// <param name="e">Why.</param>
    internal LiveException Unusable(Exception e) =>
        new($"--dashboard-bind {Address} --dashboard-port {Port}: an address of this machine and a free port were expected: {e.Message}", e);

    /// <summary>How a browser writes it.</summary>
    /// <param name="address">The address that is listened at.</param>
    /// <param name="port">The port that is listened at.</param>
    internal string Url(IPAddress address, int port)
    {
        var everywhere = address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any);
        var host = everywhere ? Dns.GetHostName() : Address;
        return new UriBuilder("http", host, port).Uri.GetLeftPart(UriPartial.Authority);
    }
}
