using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
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

    private static readonly JsonSerializerOptions AsItIs = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Adds Akka.Persistence.Sql on the data folder's journals, its serializer, and the settings of Cluster Sharding.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="setup">What the process is.</param>
    /// <returns>The builder.</returns>
    public static AkkaConfigurationBuilder WithPartitionJournal(this AkkaConfigurationBuilder builder, ProcessSetup setup)
    {
        ArgumentNullException.ThrowIfNull(setup);
        return builder.AddHocon(Hocon(setup), HoconAddMode.Prepend);
    }

    /// <summary>The name of a partition's journal: its persistence id, and the last part of its plugins' paths.</summary>
    /// <param name="partition">Which partition.</param>
    /// <returns>The name.</returns>
    public static string NameOf(int partition) => "dirty-" + partition.ToString(CultureInfo.InvariantCulture);

    private static string Hocon(ProcessSetup setup) => $$"""
        akka {
          actor {
            serializers.akkacachesim-journal = "{{typeof(JournalSerializer).FullName}}, {{typeof(JournalSerializer).Assembly.GetName().Name}}"
            serialization-bindings {
              "{{typeof(JournalEvent).FullName}}, {{typeof(JournalEvent).Assembly.GetName().Name}}" = akkacachesim-journal
              "{{typeof(JournalSnapshot).FullName}}, {{typeof(JournalSnapshot).Assembly.GetName().Name}}" = akkacachesim-journal
            }
          }
          cluster {
            sharding.state-store-mode = ddata
            sharding.role = node
            # A partition takes milliseconds to end. One that was to move when a process in its way died lives nowhere until this is over; the default is a minute.
            sharding.handoff-timeout = 8s
            sharded-daemon-process {
              keep-alive-interval = 1s
              sharding.state-store-mode = ddata
              sharding.role = node
              sharding.handoff-timeout = 8s
            }
          }
          {{string.Concat(Enumerable.Range(0, DirtyPartitions.Count).Select(partition => Plugins(setup, NameOf(partition))))}}
        }
        """;

    // The replay filter would take a partition that went from A to B and back for an old writer that has returned, since the writer's id is the
    // process's, and drop acknowledged writes. The unique (persistence id, sequence number) keeps the order, and the incarnation event fences predecessors.
    private static string Plugins(ProcessSetup setup, string name) => $$"""
        persistence.journal.{{name}} {
          class = "Akka.Persistence.Sql.Journal.SqlWriteJournal, Akka.Persistence.Sql"
          {{Database(setup, name)}}
          auto-initialize = true
          replay-filter.mode = off
          {{Tables(setup, "journal", "metadata", "tag")}}
        }
        persistence.snapshot-store.{{name}} {
          class = "Akka.Persistence.Sql.Snapshot.SqlSnapshotStore, Akka.Persistence.Sql"
          {{Database(setup, name)}}
          auto-initialize = true
          {{Tables(setup, "snapshot")}}
        }

        """;

    // SQLite, a file a partition: it lets one writer in at a time, and partitions of several processes would wait for each other. A server takes them all.
    private static string Database(ProcessSetup setup, string name) => setup.JournalConnection is { } connection
        ? $"""
            connection-string = {JsonSerializer.Serialize(connection, AsItIs)}
            provider-name = "PostgreSQL.15"
            """
        : $"""
            connection-string = "{new SqliteConnectionStringBuilder { DataSource = JournalFile.PathOf(setup.JournalFolder, name).Replace("\\", "/", StringComparison.Ordinal) }}"
            provider-name = "SQLite.MS"
            """;

    // In a server they lie beside tables of others, under names that say whose they are.
    private static string Tables(ProcessSetup setup, params ReadOnlySpan<string> tables)
    {
        if (setup.JournalConnection is null) return string.Empty;
        var names = new StringBuilder();
        foreach (var table in tables) names.Append(CultureInfo.InvariantCulture, $"{table}.table-name = akkacachesim_{table}\n");
        return $"default {{\nschema-name = {setup.Settings.Schema}\n{names}}}";
    }
}
