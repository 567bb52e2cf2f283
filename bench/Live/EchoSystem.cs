using Akka.Actor;
using Akka.Configuration;

namespace AkkaCacheSim.Bench.Live;

/// <summary>Bare Akka.Remote: no cluster, and buffers as large as the cluster's.</summary>
internal static class EchoSystem
{
    public const string Name = "echo";

    private const string Hocon = """
        akka {
          loglevel = ERROR
          stdout-loglevel = ERROR
          actor {
            provider = remote
            serializers.echo = "AkkaCacheSim.Bench.Live.EchoSerializer, AkkaCacheSim.Bench"
            serialization-bindings { "AkkaCacheSim.Bench.Live.EchoBatch, AkkaCacheSim.Bench" = echo }
          }
          remote.dot-netty.tcp {
            hostname = 127.0.0.1
            port = 0
            maximum-frame-size = 4 MiB
            send-buffer-size = 8 MiB
            receive-buffer-size = 8 MiB
          }
        }
        """;

    public static ActorSystem Start() => ActorSystem.Create(Name, ConfigurationFactory.ParseString(Hocon));
}
