using System.Globalization;
using Akka.Actor;
using Akka.Cluster.Hosting;
using Akka.Cluster.Hosting.SBR;
using Akka.Hosting;
using Akka.Remote.Hosting;
using AkkaCacheSim.Core.Machines;
using Microsoft.Extensions.DependencyInjection;

namespace AkkaCacheSim.Cluster.Hosting;

/// <summary>Wires a process of the cluster.</summary>
public static class ClusterHostingExtensions
{
    /// <summary>The actor system's name, alike in every process.</summary>
    public const string SystemName = "akkacachesim";

    private const string Protocol = "akka.trttl.tcp";

    // Tuned so that a cluster on one machine forms within seconds, and a killed member is gone within a few more.
    private const string Hocon = """
        akka {
          loglevel = WARNING
          stdout-loglevel = WARNING
          stdout-logger-class = "AkkaCacheSim.Cluster.Hosting.StandardErrorLogger, AkkaCacheSim.Cluster"
          logger-startup-timeout = 60s
          log-dead-letters = off
          actor {
            serialization-settings.allow-unregistered-types = false
            serializers.akkacachesim = "AkkaCacheSim.Cluster.Wire.WireSerializer, AkkaCacheSim.Cluster"
            serialization-bindings { "AkkaCacheSim.Cluster.Wire.IWireMessage, AkkaCacheSim.Cluster" = akkacachesim }
            serialization-identifiers { "AkkaCacheSim.Cluster.Wire.WireSerializer, AkkaCacheSim.Cluster" = 7310 }
          }
          remote {
            retry-gate-closed-for = 500ms
            dot-netty.tcp {
              # Links can be cut and slowed down (FaultAgent). It makes the protocol in addresses "akka.trttl.tcp", seeds included.
              applied-adapters = ["trttl"]
              maximum-frame-size = 4 MiB
              send-buffer-size = 8 MiB
              receive-buffer-size = 8 MiB
              # One thread for all connections: with one a connection, threads spend their time waking each other.
              client-socket-worker-pool { pool-size-min = 1, pool-size-max = 1 }
              server-socket-worker-pool { pool-size-min = 1, pool-size-max = 1 }
            }
          }
          cluster {
            gossip-interval = 200ms
            leader-actions-interval = 200ms
            # How long the coordinator of shards waits after a removal, for a side cut off to have ended itself; by default the resolver's 3 s. Journals fence that side.
            down-removal-margin = 100ms
            seed-node-timeout = 1s
            retry-unsuccessful-join-after = 500ms
            shutdown-after-unsuccessful-join-seed-nodes = 30s
            periodic-tasks-initial-delay = 100ms
            failure-detector { heartbeat-interval = 1s, acceptable-heartbeat-pause = 6s }
            # It warns of a failure within milliseconds of the start, while the singleton is on its way.
            singleton-proxy.log-singleton-identification-failure = off
            # Settings are written to every replica at once, and subscribers told soon after; gossip is for those who join later.
            distributed-data { gossip-interval = 200ms, notify-subscribers-interval = 50ms }
          }
          coordinated-shutdown.run-by-clr-shutdown-hook = off
          coordinated-shutdown.run-by-actor-system-terminate = off
          coordinated-shutdown.phases {
            cluster-leave.timeout = 2s
            cluster-exiting.timeout = 2s
            cluster-exiting-done.timeout = 1s
            cluster-shutdown.timeout = 1s
            actor-system-terminate.timeout = 2s
          }
        }
        """;

    // A cluster that is there has this long to answer one that would begin another.
    private const string AskTheOthersFirst = "akka.cluster.seed-node-timeout = 5s";

    /// <summary>Adds the actor system of a process, with its host actor.</summary>
    /// <param name="services">Where to.</param>
    /// <param name="setup">What the process is.</param>
    /// <param name="host">Makes the host actor's props.</param>
    /// <param name="more">What this process has beside its host actor; null for nothing.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddClusterProcess(
        this IServiceCollection services,
        ProcessSetup setup,
        Func<ProcessSetup, Props> host,
        Action<AkkaConfigurationBuilder>? more = null)
    {
        ArgumentNullException.ThrowIfNull(setup);
        ArgumentNullException.ThrowIfNull(host);
        return services.AddAkka(SystemName, builder =>
        {
            builder.WithClusterProcess(setup).WithHostActor(setup, host);
            more?.Invoke(builder);
        });
    }

    /// <summary>Adds remoting, clustering, serialization, replicated data and the split-brain resolver.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="setup">What the process is.</param>
    /// <returns>The builder.</returns>
    public static AkkaConfigurationBuilder WithClusterProcess(this AkkaConfigurationBuilder builder, ProcessSetup setup)
    {
        ArgumentNullException.ThrowIfNull(setup);
        var role = setup.Role.ToString().ToLower(CultureInfo.InvariantCulture);
        builder.AddHocon(Hocon, HoconAddMode.Prepend);
        if (setup.Role == Role.Console) builder.AddHocon(ConsoleLog(setup), HoconAddMode.Prepend);
        if (setup.BeginsWithoutOthers) builder.AddHocon(AskTheOthersFirst, HoconAddMode.Prepend);
        return builder
            .WithRemoting(setup.Bind, setup.Port, setup.Bind)
            .WithClustering(new ClusterOptions
            {
                // The member's own name is one of its roles: how others know who it is.
                Roles = role == setup.Name ? [role] : [role, setup.Name],
                SeedNodes = setup.Seeds.Count == 0 ? null : [.. setup.Seeds.Select(seed => $"{Protocol}://{SystemName}@{seed}")],

                // Of all processes, not of the nodes alone: half of the nodes gone at once would be no majority of them, and end a cluster
                // that can serve; so would the only one.
                SplitBrainResolver = new KeepMajorityOption(),
            })
            .WithDistributedData(new DDataOptions())
            .AddHocon("akka.cluster.split-brain-resolver.stable-after = 3s", HoconAddMode.Prepend);
    }

    private static string ConsoleLog(ProcessSetup setup) => $$"""
        akka.stdout-loglevel = OFF
        akka.loggers = ["{{typeof(LogFile).FullName}}, {{typeof(LogFile).Assembly.GetName().Name}}"]
        {{LogFile.PathSetting}} = "{{Path.Combine(setup.DataFolder, "logs", "console.log").Replace("\\", "/", StringComparison.Ordinal)}}"
        """;

    private static AkkaConfigurationBuilder WithHostActor(this AkkaConfigurationBuilder builder, ProcessSetup setup, Func<ProcessSetup, Props> host) =>
        builder.WithActors((system, registry) =>
        {
            var actor = system.ActorOf(host(setup), MachineHost.ActorName);
            registry.Register<MachineHost>(actor);
            system.ActorOf(Props.Create(() => new FaultAgent(setup.Name)), FaultAgent.ActorName);
            var cluster = Akka.Cluster.Cluster.Get(system);
            if (setup.Seeds.Count == 0) cluster.Join(cluster.SelfAddress);
        });
}
