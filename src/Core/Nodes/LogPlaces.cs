using AkkaCacheSim.Core.Messages;

namespace AkkaCacheSim.Core.Nodes;

/// <summary>How far a node has been told of each partition of the log, so that it sees for itself when something is missing.</summary>
public sealed class LogPlaces
{
    private readonly Dictionary<int, (string LogId, long Last)> _places = [];

    /// <summary>Notes a batch.</summary>
    /// <param name="batch">The batch.</param>
    /// <returns>
    /// True when events may be missing before it: another log than before, a hole in the numbers, or a partition of which the node has
    /// not heard yet. That may be the first of a new log, and what the old one had not told is lost.
    /// </returns>
    public bool Advance(ChangeBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var sameLog = _places.TryGetValue(batch.Partition, out var place) && place.LogId == batch.LogId;
        var gap = !sameLog || batch.First > place.Last + 1;
        _places[batch.Partition] = (batch.LogId, sameLog ? Math.Max(place.Last, batch.Last) : batch.Last);
        return gap;
    }
}
