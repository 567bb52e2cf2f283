using AkkaCacheSim.Core.Settings;

namespace AkkaCacheSim.Simulation;

/// <content>Other settings while it runs.</content>
public sealed partial class VirtualCluster
{
    // How often a change of settings looks whether it can go on.
    private const long LookEvery = Durations.Millisecond;

    /// <summary>Whether a change of settings is under way.</summary>
    public bool Configuring { get; private set; }

    /// <summary>Puts other settings in force. Write-back is left in good order: writers wait until nothing is dirty any more.</summary>
    /// <param name="settings">The settings, with the same members.</param>
    public void Configure(SimSettings settings)
    {
        BeginConfigure(settings);
        World.Run(long.MaxValue, () => !Configuring && (!settings.HasDurableQueue || _partitions.Complete));
    }

    /// <summary>Begins to put other settings in force; one change at a time.</summary>
    /// <param name="settings">The settings, with the same members.</param>
    public void BeginConfigure(SimSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (Configuring) throw new InvalidOperationException("a change of settings is under way");
        Configuring = true;
        if (Settings.LeavesWriteBack(settings)) Apply(Settings with { Draining = true });
        Proceed(settings);
    }

    // Nobody may write in the new way while somebody still fills the queues.
    private void Proceed(SimSettings settings)
    {
        if (Settings.Draining && !(World.Confirmed && Drained))
        {
            World.After(LookEvery, () => Proceed(settings));
            return;
        }

        if (Settings != settings) Apply(settings);
        if (settings.HasDurableQueue) _partitions.Start(MemberHosts);
        Await();
    }

    private void Await()
    {
        Configuring = !World.Confirmed;
        if (Configuring) World.After(LookEvery, Await);
    }

    private void Apply(SimSettings settings)
    {
        Settings = settings;
        _partitions.Configure(settings);
        World.Configure(settings);
    }
}
