using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Planting;
using AkkaCacheSim.Core.Settings;

namespace AkkaCacheSim.Core.WriteBack;

/// <summary>
/// One of the partitions of durable write-back: gives the writes of its keys one order, acknowledges them once its journal has them, and flushes
/// them to the origin. It holds what is dirty, so that evictions and changes of owner lose nothing. Its first act is an event of its own
/// (<see cref="PartitionStarted"/>); until the journal has that, it serves nobody.
/// </summary>
public sealed class DirtyPartition : IMachine
{
    // Recovery reads about this many events at most.
    private const long SnapshotEvery = 4_096;

    // One append's worth: more wait for the next.
    private const int AppendLimit = 1_024;
    private const long AppendChars = 1_048_576;

    private readonly IEffects _effects;
    private readonly IJournal _journal;
    private readonly PartitionState _state;
    private readonly Flusher _flusher;
    private readonly Backlog _backlog;
    private readonly List<JournalEvent> _appending = [];
    private readonly List<(Address From, long Request)> _appendingFor = [];
    private readonly Queue<(Address From, long Request, WriteQueued Write)> _incoming = new();
    private readonly List<(string Key, long Stamp)> _cleaned = [];
    private SimSettings _settings;
    private View _view = View.Empty;
    private long _snapshotAt, _timerAt = long.MaxValue;
    private bool _leaves;

    /// <summary>Makes a partition.</summary>
    /// <param name="index">Which one.</param>
    /// <param name="state">What its journal holds.</param>
    /// <param name="stampBase">The base of stamps, in case its journal is new: above every stamp of an earlier journal.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="effects">What it can do to the world.</param>
    /// <param name="journal">Its journal.</param>
    public DirtyPartition(int index, PartitionState state, long stampBase, SimSettings settings, IEffects effects, IJournal journal)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, DirtyPartitions.Count);
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(effects);
        ArgumentNullException.ThrowIfNull(journal);
        Self = new Address(Role.Dirty, index, state.Incarnation + 1);
        _state = state;
        _settings = settings;
        _effects = effects;
        _journal = journal;
        _flusher = new Flusher(state.Queue, stamped: true, effects);
        _backlog = new Backlog(state.Queue, effects);
        _snapshotAt = state.Sequence;
        if (Plants.Grows(Plant.RecoversNothing)) foreach (var entry in state.Queue.Entries.ToList()) state.Queue.Clean(entry.Key, entry.Stamp);
        _appending.Add(new PartitionStarted(Self.Incarnation, state.Sequence == 0 ? stampBase : state.StampBase));
    }

    /// <inheritdoc />
    public Address Self { get; }

    /// <summary>Whether it serves: its journal knows of this life.</summary>
    public bool Ready { get; private set; }

    /// <summary>Whether it has left: nothing of it is on its way to the journal, and nothing will be.</summary>
    public bool Left => _leaves && _appending.Count == 0;

    /// <summary>Keys that are dirty.</summary>
    public int Count => _state.Queue.Count;

    /// <summary>Since when the oldest of them is dirty, ns; <see cref="long.MaxValue"/> when none is.</summary>
    public long OldestSince => _state.Queue.OldestSince;

    /// <summary>Writes on their way into the journal.</summary>
    public int Pending => _incoming.Count + _appendingFor.Count;

    /// <summary>What it has flushed, refused and found changed by others.</summary>
    public (long Flushed, long Coalesced, long Conflicts, long Refused, long Retries) Counters =>
        (_flusher.Flushed, _state.Queue.Coalesced, _flusher.Conflicts, _backlog.Refused, _flusher.Retries);

    private int Bound => Math.Max(1, _settings.Backlog / DirtyPartitions.Count);

    /// <inheritdoc />
    public void Start(long now)
    {
        // The clock may have started anew since (another boot): what a journal holds is due, not still to come.
        foreach (var entry in _state.Queue.Entries) entry.Since = Math.Min(entry.Since, now);
        _journal.Append(_appending);
    }

    /// <inheritdoc />
    public void ViewChanged(long now, View view)
    {
        ArgumentNullException.ThrowIfNull(view);
        if (view.Origin != _view.Origin) _flusher.Hurry();
        _view = view;
        Proceed(now);
    }

    /// <inheritdoc />
    public void Configure(long now, SimSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        _settings = settings;
        Proceed(now);
    }

    /// <inheritdoc />
    public void Receive(long now, Address from, in Message message)
    {
        switch (message.Kind)
        {
            case MessageKind.Enqueue: Enqueue(now, from, message); break;
            case MessageKind.Peek when Ready: Peek(from, message); break;
            case MessageKind.Flushed or MessageKind.Failed: Flushed(now, message); break;
            default: break;
        }

        Proceed(now);
    }

    /// <inheritdoc />
    public void Tick(long now)
    {
        _timerAt = long.MaxValue;
        Proceed(now);
    }

    /// <summary>
    /// It is to live elsewhere. What is on its way to the journal is acknowledged once it is there; whoever waits behind that, and whoever still comes,
    /// is told that nothing was done, so that its write can be taken to the next life.
    /// </summary>
    public void Leave()
    {
        _leaves = true;
        Ready = false;
        while (_incoming.TryDequeue(out var next)) Turn(next.From, next.Request);
        foreach (var (from, request) in _backlog.TakeAll()) Turn(from, request);
    }

    /// <summary>The journal has taken the events of the last append.</summary>
    /// <param name="now">Now, ns.</param>
    public void Persisted(long now)
    {
        if (_appending.Count == 0) throw new InvalidOperationException("nothing was on its way to the journal");
        var waiting = 0;
        foreach (var item in _appending)
        {
            _state.Apply(item);
            if (item is not WriteQueued) continue;
            var (from, request) = _appendingFor[waiting++];
            _effects.Send(from, new Message { Kind = MessageKind.Queued, Request = request, Key = ((WriteQueued)item).Key, Stamp = _state.Stamp });
        }

        Ready = !_leaves;
        _appending.Clear();
        _appendingFor.Clear();
        if (_state.Sequence - _snapshotAt >= SnapshotEvery)
        {
            _snapshotAt = _state.Sequence;
            _journal.Save(_state.Snapshot());
        }

        Proceed(now);
    }

    private void Enqueue(long now, Address from, in Message message)
    {
        if (_leaves)
        {
            Turn(from, message.Request);
            return;
        }

        if (!_backlog.Admit(from, message, now + (_settings.Timeout / 2), Bound, Pending)) return;
        Take(now, from, message);
        if (Plants.Grows(Plant.AckBeforeJournal)) _effects.Send(from, new Message { Kind = MessageKind.Queued, Request = message.Request, Key = message.Key });
    }

    private void Turn(Address from, long request) => _effects.Send(from, new Message { Kind = MessageKind.Moved, Request = request });

    private void Take(long now, Address from, in Message message) =>
        _incoming.Enqueue((from, message.Request, new WriteQueued(message.Key!, message.Value, message.WriteId, now)));

    private void Peek(Address from, in Message message)
    {
        var entry = _state.Queue.Find(message.Key!);
        _effects.Send(from, entry is null ? new Message { Kind = MessageKind.Clean, Request = message.Request } : new Message
        {
            Kind = MessageKind.Dirty,
            Request = message.Request,
            Value = entry.Value,
            Deleted = entry.Value is null,
            Stamp = entry.Stamp,
            WriteId = entry.WriteId,
        });
    }

    private void Flushed(long now, in Message answer)
    {
        if (_flusher.Answered(now, answer) is not { } report) return;
        foreach (var row in report.Rows)
        {
            _cleaned.Add((row.Key, row.Stamp));
            if (!row.Applied) Outdated(row);
        }
    }

    // The origin had this write already, from an earlier life or from a batch that was thought lost, and perhaps a later change of somebody else too.
    // A copy that was made of the dirty value meanwhile may be older than the row, and the log has nothing to say of it any more.
    private void Outdated(in FlushedRow row)
    {
        foreach (var node in _view.Nodes) _effects.Send(node, new Message { Kind = MessageKind.Invalidate, Key = row.Key, Stamp = row.Stamp, Version = row.Version });
    }

    private void Proceed(long now)
    {
        if (!Ready) return;
        _backlog.Expire(now);
        while (_backlog.TryNext(Bound, Pending, out var from, out var message)) Take(now, from, message);
        Append();
        // Under other settings what is left of a backlog has no reason to stay.
        _flusher.Draining = _settings.Draining || !_settings.HasDurableQueue;
        _flusher.Proceed(now, _view.Origin, _settings.Timeout);
        ArmTimer();
    }

    private void Append()
    {
        if (_appending.Count > 0 || (_incoming.Count == 0 && _cleaned.Count == 0)) return;
        if (_cleaned.Count > 0) _appending.Add(new RowsFlushed([.. _cleaned]));
        _cleaned.Clear();
        for (var chars = 0L; _appending.Count < AppendLimit && chars < AppendChars && _incoming.TryDequeue(out var next);)
        {
            chars += next.Write.Value?.Length ?? 0;
            _appending.Add(next.Write);
            _appendingFor.Add((next.From, next.Request));
        }

        _journal.Append(_appending);
    }

    private void ArmTimer()
    {
        var at = Math.Min(_flusher.NextAt, _backlog.NextAt);
        if (at >= _timerAt) return;
        _timerAt = at;
        _effects.SetTimer(at);
    }
}
