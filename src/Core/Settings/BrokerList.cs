using System.Globalization;

namespace AkkaCacheSim.Core.Settings;

/// <summary>Addresses of Kafka brokers: <c>HOST:PORT</c>, several with commas between them.</summary>
public static class BrokerList
{
    /// <summary>What <see cref="IsValid"/> wants, in words.</summary>
    public const string Expected = "embedded, or HOST:PORT of a broker, several with commas between them,";

    private const int Most = 16;

    /// <summary>Whether a list can be used.</summary>
    /// <param name="list">The list.</param>
    /// <returns>True when every part has a host and a port.</returns>
    public static bool IsValid(string list)
    {
        ArgumentNullException.ThrowIfNull(list);
        var brokers = list.Split(',');
        return brokers.Length <= Most && brokers.All(IsBroker);
    }

    // The last colon: an IPv6 address in brackets has more of them.
    private static bool IsBroker(string broker)
    {
        var colon = broker.LastIndexOf(':');
        return colon > 0
            && int.TryParse(broker.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= 65_535
            && (Uri.CheckHostName(broker[..colon]) is not UriHostNameType.Unknown);
    }
}
