using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Planting;

namespace AkkaCacheSim.Core.Protections;

/// <summary>
/// Which flight of a coordinator loads a key, and which ones wait for it. A reader joins only a load that has missed nothing: when the owner has heard
/// news of the key since that load began, the reader loads for itself, and those that come after it join it.
/// </summary>
public sealed class SingleFlight
{
    // The load of a key that readers may join, and every load that somebody may wait for.
    private readonly Dictionary<string, Leader> _open = new(StringComparer.Ordinal);
    private readonly Dictionary<long, Leader> _byFlight = [];

    /// <summary>How many loads there are.</summary>
    public int Count => _byFlight.Count;

    /// <summary>Joins the load of a key under way, if there is one that a reader may join, or leads a new one.</summary>
    /// <param name="key">The key.</param>
    /// <param name="flight">The reader's flight.</param>
    /// <param name="owner">Who granted its token.</param>
    /// <param name="token">The token's number; 0 when the owner could not be asked, and so nothing is known of any news.</param>
    /// <param name="oldestCurrent">The number of the key's oldest token that no news has overtaken.</param>
    /// <param name="now">Now, ns.</param>
    /// <param name="life">How long a copy lives, ns: a load that has lasted as long may bring what no copy would be served of any more.</param>
    /// <returns>Whether it joined; if not, it leads.</returns>
    public bool TryJoin(string key, long flight, Address owner, long token, long oldestCurrent, long now, long life)
    {
        if (_open.TryGetValue(key, out var leader) && now - leader.BeganAt < life && (token == 0 || Plants.Grows(Plant.FlightJoinedAfterNews) || (leader.Owner == owner && leader.Token >= oldestCurrent)))
        {
            leader.Followers.Add(flight);
            return true;
        }

        // Those who wait for the one that is overtaken still get its answer: they came before the news.
        _open[key] = _byFlight[flight] = new Leader(key, owner, token, now);
        return false;
    }

    /// <summary>A flight's load is over.</summary>
    /// <param name="flight">The flight; one that leads no load is fine.</param>
    /// <returns>Those who wait for it; some may have given up.</returns>
    public IReadOnlyList<long> End(long flight)
    {
        if (Plants.Grows(Plant.FlightLeaked) || !_byFlight.Remove(flight, out var leader)) return [];
        if (_open.GetValueOrDefault(leader.Key) == leader) _open.Remove(leader.Key);
        return leader.Followers;
    }

    private sealed class Leader(string key, Address owner, long token, long beganAt)
    {
        public long BeganAt { get; } = beganAt;

        public string Key { get; } = key;

        public Address Owner { get; } = owner;

        public long Token { get; } = token;

        public List<long> Followers { get; } = [];
    }
}
