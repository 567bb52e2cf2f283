using Akka.Hosting;
using AkkaCacheSim.Cluster.Hosting;
using AkkaCacheSim.Core.WriteBack;
using Microsoft.Data.Sqlite;

namespace AkkaCacheSim.Nodes.Journal;

/// <summary>Wires the journal of a process that may hold dirty partitions.</summary>
public static class JournalHostingExtensions
{
    /// <summary>The name of the sharded daemon process that keeps the partitions alive.</summary>
    public const string DaemonName = "dirty";

    /// <summary>Adds Akka.Persistence.Sql on the data folder's journal, its serializer, and the settings of Cluster Sharding.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="setup">What the process is.</param>
    /// <returns>The builder.</returns>
    public static AkkaConfigurationBuilder WithPartitionJournal(this AkkaConfigurationBuilder builder, ProcessSetup setup)
    {
        ArgumentNullException.ThrowIfNull(setup);
        return builder.AddHocon(Hocon(new SqliteConnectionStringBuilder { DataSource = setup.JournalFile }.ToString()), HoconAddMode.Prepend);
    }

    // The replay filter would take a partition that went from A to B and back for an old writer that has returned, since the writer's id is the
    // process's, and drop acknowledged writes. The unique (persistence id, sequence number) keeps the order, and the incarnation event fences predecessors.
    private static string Hocon(string connection) => $$"""
        akka {
          actor {
            serializers.akkacachesim-journal = "{{typeof(JournalSerializer).FullName}}, {{typeof(JournalSerializer).Assembly.GetName().Name}}"
            serialization-bindings {
              "{{typeof(JournalEvent).FullName}}, {{typeof(JournalEvent).Assembly.GetName().Name}}" = akkacachesim-journal
              "{{typeof(JournalSnapshot).FullName}}, {{typeof(JournalSnapshot).Assembly.GetName().Name}}" = akkacachesim-journal
            }
          }
          persistence {
            journal {
              plugin = "akka.persistence.journal.sql"
              sql {
                class = "Akka.Persistence.Sql.Journal.SqlWriteJournal, Akka.Persistence.Sql"
                connection-string = "{{connection}}"
                provider-name = "SQLite.MS"
                auto-initialize = true
                replay-filter.mode = off
              }
            }
            snapshot-store {
              plugin = "akka.persistence.snapshot-store.sql"
              sql {
                class = "Akka.Persistence.Sql.Snapshot.SqlSnapshotStore, Akka.Persistence.Sql"
                connection-string = "{{connection}}"
                provider-name = "SQLite.MS"
                auto-initialize = true
              }
            }
          }
          cluster {
            sharding.state-store-mode = ddata
            sharding.role = node
            sharded-daemon-process {
              keep-alive-interval = 1s
              sharding.state-store-mode = ddata
              sharding.role = node
            }
          }
        }
        """;
}
