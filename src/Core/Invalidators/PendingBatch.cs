using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Messages;

namespace AkkaCacheSim.Core.Invalidators;

/// <summary>A batch that some node has not acknowledged yet.</summary>
internal sealed class PendingBatch(long number, ChangeBatch changes, long nextOffset, IEnumerable<Address> nodes, long sentAt)
{
    public long Number { get; } = number;

    public ChangeBatch Changes { get; } = changes;

    public long NextOffset { get; } = nextOffset;

    public HashSet<Address> Awaited { get; } = [.. nodes];

    public long SentAt { get; set; } = sentAt;
}
