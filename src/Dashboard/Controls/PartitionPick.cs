namespace AkkaCacheSim.Dashboard.Controls;

/// <summary>Members that are picked to be cut off from the rest.</summary>
public sealed class PartitionPick
{
    private readonly HashSet<string> _picked = [];

    /// <summary>Whether those that are picked are cut off from each other as well.</summary>
    public bool Apart { get; set; }

    /// <summary>Whether a member is picked.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>True when it is.</returns>
    public bool Has(string name) => _picked.Contains(name);

    /// <summary>Picks a member, or lets it be.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="picked">Whether it is picked from now on.</param>
    public void Set(string name, bool picked)
    {
        if (picked) _picked.Add(name);
        else _picked.Remove(name);
    }

    /// <summary>The groups, as the control API takes them.</summary>
    /// <param name="members">All members; those that are gone are no longer picked.</param>
    /// <returns>Names with commas between them, a text a group; empty where nobody is picked.</returns>
    public IReadOnlyList<string> Groups(IReadOnlyList<MemberView> members)
    {
        ArgumentNullException.ThrowIfNull(members);
        var names = members.Select(member => member.Name).Where(_picked.Contains).ToList();
        return names.Count == 0 ? [] : Apart ? names : [string.Join(',', names)];
    }

    /// <summary>What the cluster will make of it, where that is worth a warning.</summary>
    /// <param name="members">All members.</param>
    /// <returns>A line; null where there is nothing to fear.</returns>
    public string? Warning(IReadOnlyList<MemberView> members)
    {
        ArgumentNullException.ThrowIfNull(members);
        var cut = members.Count(member => _picked.Contains(member.Name));
        return cut > 0 && cut * 2 >= members.Count
            ? "Half of the processes or more: after some 10 s the cluster may give up the side that the console is on, and end."
            : null;
    }
}
