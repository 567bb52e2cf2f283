using Akka.Cluster;
using Address = AkkaCacheSim.Core.Machines.Address;

namespace AkkaCacheSim.Cluster.Hosting;

/// <summary>Which process a member of the cluster is: its name travels as one of its roles.</summary>
public static class MemberAddress
{
    /// <summary>Finds it.</summary>
    /// <param name="member">The member.</param>
    /// <param name="address">The process's address.</param>
    /// <returns>Whether it is a process of ours.</returns>
    public static bool TryOf(Member member, out Address address)
    {
        ArgumentNullException.ThrowIfNull(member);
        address = default;
        foreach (var name in member.Roles)
        {
            if (!Address.TryParseName(name, out var role, out var index)) continue;
            address = new Address(role, index, member.UniqueAddress.Uid);
            return true;
        }

        return false;
    }
}
