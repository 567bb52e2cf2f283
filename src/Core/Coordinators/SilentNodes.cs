using System.Collections.Immutable;
using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Planting;

namespace AkkaCacheSim.Core.Coordinators;

/// <summary>The nodes that did not answer a lookup in time and have said nothing since. Now and then one read tries each of them again.</summary>
public sealed class SilentNodes
{
    private readonly Dictionary<Address, long> _triedAt = [];

    /// <summary>Whether there are any.</summary>
    public bool Any => _triedAt.Count > 0;

    /// <summary>A node has not answered in time.</summary>
    /// <param name="node">The node.</param>
    /// <param name="now">Now, ns.</param>
    public void Missed(Address node, long now) => _triedAt[node] = now;

    /// <summary>A node has said something.</summary>
    /// <param name="node">The node.</param>
    public void Heard(Address node)
    {
        if (!Plants.Grows(Plant.SilenceNeverEnds)) _triedAt.Remove(node);
    }

    /// <summary>Nodes that are no longer there are nobody's.</summary>
    /// <param name="nodes">Those that are.</param>
    public void Keep(ImmutableArray<Address> nodes)
    {
        foreach (var gone in _triedAt.Keys.Where(node => !nodes.Contains(node)).ToList()) _triedAt.Remove(gone);
    }

    /// <summary>Whether a read may ask a node: it is not silent, or nobody has tried it for a while, and this read does.</summary>
    /// <param name="node">The node.</param>
    /// <param name="now">Now, ns.</param>
    /// <param name="every">How long nobody else tries it then, ns.</param>
    /// <returns>True when it may; then it must.</returns>
    public bool MayAsk(Address node, long now, long every)
    {
        if (!_triedAt.TryGetValue(node, out var at)) return true;
        if (now - at < every || Plants.Grows(Plant.SilenceNeverEnds)) return false;
        _triedAt[node] = now;
        return true;
    }
}
