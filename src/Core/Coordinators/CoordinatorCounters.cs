using AkkaCacheSim.Core.Messages;

namespace AkkaCacheSim.Core.Coordinators;

/// <summary>What a coordinator has counted since its start.</summary>
public sealed class CoordinatorCounters
{
    private readonly long[] _reads = new long[(int)Outcome.Coalesced + 1];
    private readonly long[] _writes = new long[(int)Outcome.Coalesced + 1];

    /// <summary>Reads that ended in a way.</summary>
    /// <param name="outcome">The way.</param>
    /// <returns>How many.</returns>
    public long Reads(Outcome outcome) => _reads[(int)outcome];

    /// <summary>Writes and deletes that ended in a way.</summary>
    /// <param name="outcome">The way.</param>
    /// <returns>How many.</returns>
    public long Writes(Outcome outcome) => _writes[(int)outcome];

    /// <summary>All reads that have ended.</summary>
    public long AllReads => _reads.Sum();

    /// <summary>All writes and deletes that have ended.</summary>
    public long AllWrites => _writes.Sum();

    /// <summary>Reads that a node answered, or granted a load, in the place of the key's owner.</summary>
    public long ReplicaReads { get; private set; }

    internal void CountReplicaRead() => ReplicaReads++;

    internal void Count(bool read, Outcome outcome) => (read ? _reads : _writes)[(int)outcome]++;
}
