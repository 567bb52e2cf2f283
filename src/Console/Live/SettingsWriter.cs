using Akka.Actor;
using Akka.Cluster;
using Akka.DistributedData;
using AkkaCacheSim.Cluster.Hosting;

namespace AkkaCacheSim.Console.Live;

/// <summary>The one writer of the cluster's settings, a cluster singleton: changes come one after the other, each with an epoch of its own.</summary>
internal sealed class SettingsWriter : ReceiveActor
{
    /// <summary>The singleton's name.</summary>
    public const string Name = "settings-writer";

    // Members that do not answer get it from the replicator later; nobody waits for this.
    private static readonly WriteAll Everywhere = new(TimeSpan.FromSeconds(2));

    private readonly long _epoch;
    private readonly UniqueAddress _self = Akka.Cluster.Cluster.Get(Context.System).SelfUniqueAddress;
    private readonly IActorRef _replicator = DistributedData.Get(Context.System).Replicator;

    /// <param name="epoch">Of the settings that the cluster was started with.</param>
    public SettingsWriter(long epoch)
    {
        _epoch = epoch;
        Receive<WriteSettings>(HandleWrite);
        Receive<UpdateSuccess>(_ => { });
        Receive<UpdateTimeout>(_ => { });
        Receive<ModifyFailure>(failure => ((WriteSettings)failure.Request).Done.TrySetException(failure.Cause));
    }

    private void HandleWrite(WriteSettings write)
    {
        var before = new EpochSettings(_epoch, write.Settings).Register(_self);
        _replicator.Tell(Dsl.Update(EpochSettings.Key, before, Everywhere, write, register => Next(register, write)));
    }

    // On the replicator's thread, where the register is what it is.
    private LWWRegister<string> Next(LWWRegister<string> register, WriteSettings write)
    {
        var next = new EpochSettings(register.Timestamp + 1, write.Settings);
        write.Done.TrySetResult(next);
        return next.Register(_self);
    }
}
