using Akka.Actor;
using Akka.Cluster;
using AkkaCacheSim.Cluster.Hosting;
using AkkaCacheSim.Core.Machines;
using Address = AkkaCacheSim.Core.Machines.Address;

namespace AkkaCacheSim.Console.Live;

/// <summary>Where the other members of the cluster are asked: their host actors.</summary>
/// <param name="system">The console's actor system.</param>
internal sealed class HostActors(ActorSystem system)
{
    private readonly IActorRefProvider _provider = ((ExtendedActorSystem)system).Provider;
    private readonly Akka.Cluster.Cluster _cluster = Akka.Cluster.Cluster.Get(system);

    /// <summary>The members that are up, consoles aside.</summary>
    public IEnumerable<(Address Process, IActorRef Host)> All() =>
        Up(_cluster).Select(member => (member.Process, _provider.ResolveActorRef(new RootActorPath(member.At) / "user" / MachineHost.ActorName)));

    /// <summary>The members of a cluster that are up, consoles aside, and where they are.</summary>
    /// <param name="cluster">This process's view of the cluster.</param>
    public static IEnumerable<(Address Process, Akka.Actor.Address At)> Up(Akka.Cluster.Cluster cluster)
    {
        foreach (var member in cluster.State.Members)
        {
            if (member.Status == MemberStatus.Up && MemberAddress.TryOf(member, out var address) && address.Role != Role.Console) yield return (address, member.Address);
        }
    }

    /// <summary>The members as the model sees them.</summary>
    public View View => new(All().Select(member => member.Process));
}
