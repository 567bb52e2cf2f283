using System.Collections.Immutable;
using AkkaCacheSim.Core.History;
using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Placement;
using AkkaCacheSim.Core.Planting;
using AkkaCacheSim.Core.Settings;

namespace AkkaCacheSim.Core.Feeds;

/// <summary>
/// Tails the database's change log and publishes it. One batch is on its way at a time, and its position is kept only once the log has
/// acknowledged it: a feed that dies repeats what it isn't sure of, under the same numbers, and skips nothing.
/// </summary>
public sealed class ChangeFeed : IMachine
{
    private const int BatchLimit = 500;
    private const long FirstBackoff = 50 * Durations.Millisecond;
    private const long LongestBackoff = 2 * Durations.Second;

    private readonly IEffects _effects;
    private readonly IChangeLog _log;
    private readonly IPublisher _publisher;
    private readonly string _logId;
    private readonly ImmutableArray<long>.Builder _partitions;
    private List<FeedEvent> _batch = [];
    private long _sequence, _backoff = FirstBackoff;

    /// <summary>Makes a feed.</summary>
    /// <param name="self">Who it is.</param>
    /// <param name="logId">Which log it publishes to; a new broker's is new.</param>
    /// <param name="partitions">How many partitions that has, at least 1.</param>
    /// <param name="kept">The position that an earlier life kept, if any.</param>
    /// <param name="lastSequence">The last row of the change log now: where a new log begins.</param>
    /// <param name="effects">What it can do to the world.</param>
    /// <param name="log">The change log.</param>
    /// <param name="publisher">The way to the consumers.</param>
    public ChangeFeed(Address self, string logId, int partitions, FeedPosition? kept, long lastSequence, IEffects effects, IChangeLog log, IPublisher publisher)
    {
        ArgumentException.ThrowIfNullOrEmpty(logId);
        ArgumentOutOfRangeException.ThrowIfLessThan(partitions, 1);
        ArgumentNullException.ThrowIfNull(effects);
        ArgumentNullException.ThrowIfNull(log);
        ArgumentNullException.ThrowIfNull(publisher);
        Self = self;
        _effects = effects;
        _log = log;
        _publisher = publisher;
        _logId = logId;
        var resumes = kept is not null && kept.LogId == logId && kept.Partitions.Length == partitions;
        _partitions = (resumes ? kept!.Partitions : [.. new long[partitions]]).ToBuilder();
        _sequence = resumes ? kept!.Sequence : lastSequence;
    }

    /// <inheritdoc />
    public Address Self { get; }

    /// <summary>Whether the markers that open the log are on their way to it.</summary>
    public bool Opening => _batch is [{ Change: null }, ..];

    /// <summary>How many events have been published and acknowledged.</summary>
    public long PublishedEvents { get; private set; }

    /// <summary>How many times a batch had to be published again.</summary>
    public long Retries { get; private set; }

    /// <inheritdoc />
    public void Start(long now)
    {
        // A log that is new here opens with a marker in every partition: consumers of another log must know that they may have missed something.
        if (_partitions.Any(last => last > 0))
        {
            ReadOn();
            return;
        }

        // Where the log begins is kept first: a next life that began later, under the same numbers, would skip what came between.
        Confirm();
        if (Plants.Grows(Plant.MarkerSkipped)) ReadOn();
        else Publish([.. Enumerable.Range(0, _partitions.Count).Select(Marker)]);
    }

    /// <inheritdoc />
    public void Receive(long now, Address from, in Message message)
    {
        // Nobody asks it anything.
    }

    /// <inheritdoc />
    public void ViewChanged(long now, View view)
    {
        // It publishes, whoever listens.
    }

    /// <summary>Rows of the change log have come.</summary>
    /// <param name="changes">At least one row, in order.</param>
    public void ChangesRead(IReadOnlyList<LoggedChange> changes)
    {
        ArgumentNullException.ThrowIfNull(changes);
        if (_batch.Count > 0) throw new InvalidOperationException("rows came while a batch is on its way");
        var events = new List<FeedEvent>(changes.Count);
        foreach (var change in changes)
        {
            if (change.Sequence <= _sequence) throw new InvalidOperationException("the change log went backwards");
            _sequence = change.Sequence;
            events.Add(Event(change));
            if (_effects.Recording && change.WriteId == 0) RecordForeign(change);
        }

        if (Plants.Grows(Plant.PositionBeforePublish)) Confirm();
        Publish(events);
    }

    /// <summary>The batch on its way was acknowledged, or was not.</summary>
    /// <param name="now">Now, ns.</param>
    /// <param name="acknowledged">Whether every event was.</param>
    public void Published(long now, bool acknowledged)
    {
        if (!acknowledged)
        {
            Retries++;
            _effects.SetTimer(now + _backoff);
            _backoff = Math.Min(_backoff * 2, LongestBackoff);
            return;
        }

        _backoff = FirstBackoff;
        PublishedEvents += _batch.Count;
        _batch = [];
        Confirm();
        ReadOn();
    }

    /// <inheritdoc />
    public void Tick(long now)
    {
        if (_batch.Count > 0) _publisher.Publish(_batch);
    }

    private void Confirm() => _log.Confirm(new FeedPosition(_logId, _sequence, _partitions.ToImmutable()));

    private void ReadOn() => _log.ReadAfter(_sequence, BatchLimit);

    private void Publish(List<FeedEvent> events)
    {
        _batch = events;
        _publisher.Publish(events);
    }

    private FeedEvent Marker(int partition) => new(partition, _logId, ++_partitions[partition], null);

    private FeedEvent Event(in LoggedChange change)
    {
        var partition = (int)(KeyHash.Of(change.Key) % (ulong)_partitions.Count);
        return new FeedEvent(partition, _logId, ++_partitions[partition], change);
    }

    // The origin notes the commits of its own statements, more exactly than the log can.
    private void RecordForeign(in LoggedChange change) => _effects.Record(new HistoryLine
    {
        Kind = HistoryKind.Commit,
        Key = change.Key,
        Version = change.Version,
        Deleted = change.Op == ChangeOp.Delete,
        Start = change.From,
        End = change.At,
    });
}
