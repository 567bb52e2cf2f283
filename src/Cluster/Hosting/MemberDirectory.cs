using Akka.Actor;
using Akka.Cluster;
using AkkaCacheSim.Core.Machines;
using Address = AkkaCacheSim.Core.Machines.Address;

namespace AkkaCacheSim.Cluster.Hosting;

/// <summary>Who is in the cluster and where: members that are up, by the address of their process.</summary>
internal sealed class MemberDirectory
{
    private readonly Dictionary<Address, IActorRef> _members = [];
    private readonly Dictionary<Address, Address> _hosted = [];
    private readonly IActorRefProvider _provider;

    public MemberDirectory(ActorSystem system) => _provider = ((ExtendedActorSystem)system).Provider;

    /// <summary>The members, oldest knowledge included, as the model sees them.</summary>
    public View View => new(_members.Keys.Concat(_hosted.Keys));

    public bool Add(Member member) =>
        MemberAddress.TryOf(member, out var address)
        && _members.TryAdd(address, _provider.ResolveActorRef(new RootActorPath(member.Address) / "user" / MachineHost.ActorName));

    public bool Remove(Member member, out IActorRef? gone)
    {
        gone = null;
        if (!MemberAddress.TryOf(member, out var address) || !_members.Remove(address, out gone)) return false;
        Host(address, []);
        return true;
    }

    /// <summary>A process has said which dirty partitions live in it.</summary>
    /// <returns>Whether that is news.</returns>
    public bool Host(Address process, IReadOnlyCollection<Address> partitions)
    {
        var before = _hosted.Where(hosted => hosted.Value == process).Select(hosted => hosted.Key).ToHashSet();
        if (before.SetEquals(partitions) || (partitions.Count > 0 && !_members.ContainsKey(process))) return false;
        foreach (var gone in before) _hosted.Remove(gone);
        foreach (var partition in partitions) _hosted[partition] = process;
        return true;
    }

    /// <summary>The process that a machine lives in; null when it is no member.</summary>
    public IActorRef? ProcessOf(Address machine) =>
        machine.Role != Role.Dirty ? _members.GetValueOrDefault(Home(machine))
        : _hosted.TryGetValue(machine, out var process) ? _members.GetValueOrDefault(process)
        : null;

    /// <summary>Clients live with their coordinator, the feed with the origin.</summary>
    public static Address Home(Address machine) => machine.Role switch
    {
        Role.Client => machine with { Role = Role.Coordinator },
        Role.Feed => machine with { Role = Role.Origin },
        _ => machine,
    };
}
