using Akka.Actor;
using Akka.Serialization;
using AkkaCacheSim.Cluster.Wire;
using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.WriteBack;

namespace AkkaCacheSim.Nodes.Journal;

/// <summary>
/// The format of dirty partitions on disk. A manifest names the type and the version of its format; a journal may be older than the program, so a
/// version once written is read for ever.
/// </summary>
public sealed class JournalSerializer : SerializerWithStringManifest
{
    private static readonly Dictionary<Type, string> Manifests = new()
    {
        [typeof(PartitionStarted)] = "PS1",
        [typeof(WriteQueued)] = "WQ1",
        [typeof(RowsFlushed)] = "RF1",
        [typeof(JournalSnapshot)] = "SN1",
    };

    /// <summary>Made by Akka.</summary>
    /// <param name="system">The actor system.</param>
    public JournalSerializer(ExtendedActorSystem system)
        : base(system)
    {
    }

    /// <summary>The types that go into a journal.</summary>
    public static IReadOnlyCollection<Type> Types => Manifests.Keys;

    /// <inheritdoc />
    public override int Identifier => 7_312;

    /// <inheritdoc />
    public override string Manifest(object o)
    {
        ArgumentNullException.ThrowIfNull(o);
        return Manifests.TryGetValue(o.GetType(), out var manifest) ? manifest : throw new WireFormatException($"{o.GetType().Name} does not go into a journal");
    }

    /// <inheritdoc />
    public override byte[] ToBinary(object obj)
    {
        var wire = new WireWriter();
        switch (obj)
        {
            case PartitionStarted started:
                wire.Long(started.Incarnation);
                wire.Long(started.StampBase);
                break;
            case WriteQueued write:
                wire.String(write.Key);
                wire.String(write.Value);
                wire.Long(write.WriteId);
                wire.Long(write.At);
                break;
            case RowsFlushed flushed:
                Write(wire, flushed);
                break;
            case JournalSnapshot snapshot:
                Write(wire, snapshot);
                break;
            default:
                throw new WireFormatException($"{obj?.GetType().Name} does not go into a journal");
        }

        return wire.ToArray();
    }

    /// <inheritdoc />
    public override object FromBinary(byte[] bytes, string manifest)
    {
        var wire = new WireReader(bytes);
        return manifest switch
        {
            "PS1" => new PartitionStarted(wire.Int(), wire.Long()),
            "WQ1" => new WriteQueued(wire.Text(), wire.String(), wire.Long(), wire.Long()),
            "RF1" => ReadFlushed(wire),
            "SN1" => ReadSnapshot(wire),
            _ => throw new WireFormatException($"{manifest}: written by a later version of this program"),
        };
    }

    private static void Write(WireWriter wire, RowsFlushed flushed)
    {
        wire.Long(flushed.Rows.Count);
        foreach (var (key, stamp) in flushed.Rows)
        {
            wire.String(key);
            wire.Long(stamp);
        }
    }

    private static RowsFlushed ReadFlushed(WireReader wire)
    {
        var rows = new (string, long)[wire.Count(2)];
        for (var i = 0; i < rows.Length; i++) rows[i] = (wire.Text(), wire.Long());
        return new RowsFlushed(rows);
    }

    private static void Write(WireWriter wire, JournalSnapshot snapshot)
    {
        wire.Long(snapshot.Sequence);
        wire.Long(snapshot.Incarnation);
        wire.Long(snapshot.StampBase);
        wire.Long(snapshot.Rows.Count);
        foreach (var row in snapshot.Rows)
        {
            wire.String(row.Key);
            wire.String(row.Value);
            wire.Long(row.Stamp);
            wire.Long(row.WriteId);
            wire.Long(row.Since);
        }
    }

    private static JournalSnapshot ReadSnapshot(WireReader wire)
    {
        var sequence = wire.Long();
        var incarnation = wire.Int();
        var stampBase = wire.Long();
        var rows = new FlushRow[wire.Count(5)];
        for (var i = 0; i < rows.Length; i++) rows[i] = new FlushRow(wire.Text(), wire.String(), wire.Long(), wire.Long(), wire.Long());
        return new JournalSnapshot(sequence, incarnation, stampBase, rows);
    }
}
