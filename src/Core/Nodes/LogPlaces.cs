using AkkaCacheSim.Core.Messages;

namespace AkkaCacheSim.Core.Nodes;

/// <summary>How far a node has been told of each partition of the log, so that it sees for itself when something is missing.</summary>
public sealed class LogPlaces
{
    private readonly Dictionary<int, (string LogId, long Last)> _places = [];

    /// <summary>Notes a batch.</summary>
    /// <param name="batch">The batch.</param>
    /// <returns>
    /// True when events may be missing before it: another log than before, or a hole in the numbers. A partition that is new to the
    /// node must begin with its first event, or with one that the subscription's confirmation named.
    /// </returns>
    public bool Advance(ChangeBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var known = _places.TryGetValue(batch.Partition, out var place);
        var sameLog = known && place.LogId == batch.LogId;
        var expected = sameLog ? place.Last + 1 : 1;
        var gap = (known && !sameLog) || batch.First > expected;
        _places[batch.Partition] = (batch.LogId, sameLog ? Math.Max(place.Last, batch.Last) : batch.Last);
        return gap;
    }
}
