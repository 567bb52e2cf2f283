using AkkaCacheSim.Cluster.Messages;
using AkkaCacheSim.Core.Messages;

namespace AkkaCacheSim.Cluster.Wire;

/// <summary>The wire format of what nodes hold, and of where keys stand in the origin.</summary>
internal static class ContentsFormat
{
    // Key, value, stamp, version, a truth value and the time.
    private const int LeastSlot = 6;

    // Key, stamp and version.
    private const int LeastRevision = 3;

    public static void Write(WireWriter wire, Contents contents)
    {
        wire.String(contents.Name);
        wire.Long(contents.Entries);
        wire.Long(contents.Capacity);
        wire.Long(contents.Slots.Count);
        foreach (var slot in contents.Slots)
        {
            wire.String(slot.Key);
            wire.String(slot.Value);
            Write(wire, slot.Revision);
            wire.Bool(slot.Uncommitted);
            wire.Long(slot.Ttl);
        }
    }

    public static Contents ReadContents(WireReader wire)
    {
        var (name, entries, capacity) = (wire.Text(), wire.Long(), wire.Long());
        var slots = new HeldSlot[wire.Count(LeastSlot)];
        for (var i = 0; i < slots.Length; i++) slots[i] = new HeldSlot(wire.Text(), wire.String(), ReadRevision(wire), wire.Bool(), wire.Long());
        return new Contents(name, entries, capacity, slots);
    }

    public static void Write(WireWriter wire, GetRevisions question)
    {
        wire.Long(question.Keys.Count);
        foreach (var key in question.Keys) wire.String(key);
    }

    public static GetRevisions ReadQuestion(WireReader wire)
    {
        var keys = new string[wire.Count()];
        for (var i = 0; i < keys.Length; i++) keys[i] = wire.Text();
        return new GetRevisions(keys);
    }

    public static void Write(WireWriter wire, Revisions revisions)
    {
        wire.Long(revisions.Keys.Count);
        foreach (var (key, revision) in revisions.Keys)
        {
            wire.String(key);
            Write(wire, revision);
        }
    }

    public static Revisions ReadRevisions(WireReader wire)
    {
        var keys = new KeyRevision[wire.Count(LeastRevision)];
        for (var i = 0; i < keys.Length; i++) keys[i] = new KeyRevision(wire.Text(), ReadRevision(wire));
        return new Revisions(keys);
    }

    private static void Write(WireWriter wire, Revision revision)
    {
        wire.Long(revision.Stamp);
        wire.Long(revision.Version);
    }

    private static Revision ReadRevision(WireReader wire) => new(wire.Long(), wire.Long());
}
