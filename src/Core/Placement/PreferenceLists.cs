using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Settings;

namespace AkkaCacheSim.Core.Placement;

/// <summary>
/// The nodes that may hold a key, those asked first in front (G. DeCandia et al., "Dynamo", 2007): its owner; who would own it were the owner gone, so
/// that whatever is kept there meanwhile is in its place once the owner has been removed; then the nodes that follow that one in the order of their numbers.
/// </summary>
public sealed class PreferenceLists
{
    private readonly SimSettings _settings;
    private readonly MemberPlacement<Address> _placement;

    // The placement that there would be without each node; made when it is asked for.
    private readonly MemberPlacement<Address>?[] _without;

    /// <summary>Makes the lists.</summary>
    /// <param name="settings">Settings without problems.</param>
    /// <param name="placement">The placement that they name, over the nodes in view.</param>
    public PreferenceLists(SimSettings settings, MemberPlacement<Address> placement)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(placement);
        _settings = settings;
        _placement = placement;
        _without = new MemberPlacement<Address>?[placement.Members.Length];
        Length = Math.Min(settings.Replicas, placement.Members.Length);
    }

    /// <summary>How many nodes each list has: as many as the settings say, or all.</summary>
    public int Length { get; }

    /// <summary>A node of a key's list.</summary>
    /// <param name="key">The key.</param>
    /// <param name="place">Its place, below <see cref="Length"/>; 0 for the owner.</param>
    /// <returns>The node; another one for each place.</returns>
    public Address At(string key, int place)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)place, (uint)Length, nameof(place));
        var nodes = _placement.Members;
        var owner = _placement.OwnerIndex(key);
        if (place == 0) return nodes[owner];
        var heir = HeirOf(owner, key);
        var steps = place - 1;
        if (steps >= Steps(heir, owner)) steps++;
        return nodes[(heir + steps) % nodes.Length];
    }

    /// <summary>Where a node is in a key's list.</summary>
    /// <param name="key">The key.</param>
    /// <param name="node">The node.</param>
    /// <returns>Its place, or -1.</returns>
    public int PlaceOf(string key, Address node)
    {
        for (var place = 0; place < Length; place++)
        {
            if (At(key, place) == node) return place;
        }

        return -1;
    }

    private int HeirOf(int owner, string key)
    {
        var heir = (_without[owner] ??= Placements.Create(_settings, _placement.Members.RemoveAt(owner))!).OwnerIndex(key);
        return heir < owner ? heir : heir + 1;
    }

    private int Steps(int from, int to) => (to - from + _placement.Members.Length) % _placement.Members.Length;
}
