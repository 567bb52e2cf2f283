using AkkaCacheSim.Core.Feeds;
using AkkaCacheSim.Core.Invalidators;
using AkkaCacheSim.Core.Messages;

namespace AkkaCacheSim.Simulation;

/// <summary>The Kafka broker of a virtual run: partitions, and the offsets committed by the one group of consumers.</summary>
public sealed class VirtualBroker
{
    private readonly List<LogRecord>[] _partitions;
    private readonly long[] _committed;
    private readonly int _unversionedEvery;

    /// <summary>Makes an empty log.</summary>
    /// <param name="partitions">How many partitions, at least 1.</param>
    /// <param name="unversionedEvery">Every how many changes one comes without its version; 0: none does.</param>
    public VirtualBroker(int partitions, int unversionedEvery = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(partitions, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(unversionedEvery);
        _unversionedEvery = unversionedEvery;
        _partitions = [.. Enumerable.Range(0, partitions).Select(_ => new List<LogRecord>())];
        _committed = new long[partitions];
    }

    /// <summary>Raised after records were appended.</summary>
    public Action Appended { get; set; } = () => { };

    /// <summary>Whether it acknowledges nothing: half of what is published is in the log all the same.</summary>
    public bool Fails { get; set; }

    /// <summary>Whether every record has been consumed, and its offset committed.</summary>
    public bool Drained
    {
        get
        {
            for (var partition = 0; partition < _partitions.Length; partition++)
            {
                if (_committed[partition] != _partitions[partition].Count) return false;
            }

            return true;
        }
    }

    /// <summary>How many partitions there are.</summary>
    public int Partitions => _partitions.Length;

    /// <summary>Appends events.</summary>
    /// <param name="events">The events.</param>
    public void Append(IReadOnlyList<FeedEvent> events)
    {
        ArgumentNullException.ThrowIfNull(events);
        foreach (var item in events)
        {
            var partition = _partitions[item.Partition];
            Change? change = item.Change is { } logged ? Told(logged) : null;
            partition.Add(new LogRecord(item.Partition, partition.Count, item.LogId, item.Sequence, change));
        }

        Appended();
    }

    /// <summary>Records of a partition from an offset on.</summary>
    /// <param name="partition">The partition.</param>
    /// <param name="offset">The first.</param>
    /// <returns>The records.</returns>
    public IReadOnlyList<LogRecord> From(int partition, long offset) =>
        _partitions[partition].GetRange((int)offset, (int)(_partitions[partition].Count - offset));

    /// <summary>The offset that the group has committed.</summary>
    /// <param name="partition">The partition.</param>
    /// <returns>The next offset to consume.</returns>
    public long Committed(int partition) => _committed[partition];

    /// <summary>Commits an offset.</summary>
    /// <param name="partition">The partition.</param>
    /// <param name="offset">The next offset to consume.</param>
    public void Commit(int partition, long offset)
    {
        if (offset > _partitions[partition].Count) throw new ArgumentOutOfRangeException(nameof(offset), offset, "an offset within the log was expected");
        _committed[partition] = offset;
    }

    // As of a delete that a connector tells of, or of a row that no trigger gave a version: all that is known is which key.
    private Change Told(in LoggedChange logged) => _unversionedEvery > 0 && logged.Sequence % _unversionedEvery == 0
        ? new Change(logged.Key, Message.NoVersion)
        : new Change(logged.Key, logged.Version) { Stamp = logged.Stamp, WriteId = logged.WriteId };
}
