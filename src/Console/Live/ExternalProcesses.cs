using AkkaCacheSim.Core.Settings;
using Address = AkkaCacheSim.Core.Machines.Address;

namespace AkkaCacheSim.Console.Live;

/// <summary>The members that the settings ask for, and those that are there beside; somebody else starts and ends them.</summary>
/// <param name="cluster">This process's view of the cluster.</param>
/// <param name="settings">The settings in force.</param>
internal sealed class ExternalProcesses(Akka.Cluster.Cluster cluster, Func<SimSettings> settings) : IClusterProcesses
{
    public IReadOnlyCollection<IClusterProcess> Processes
    {
        get
        {
            var present = Present();
            return [.. ExpectedMembers.Of(settings()).Union(present).Select(address => (IClusterProcess)new ExternalProcess(address.Name, address.Role.ToString().ToLowerInvariant(), present.Contains(address)))];
        }
    }

    public void StartInvalidators(SimSettings settings)
    {
        // They are there, idle, or come when somebody starts them.
    }

    public Task RemoveInvalidatorsAsync() => Task.CompletedTask;

    // Incarnations do not matter here.
    private HashSet<Address> Present() => [.. HostActors.Up(cluster).Select(member => member.Process with { Incarnation = 0 })];
}
