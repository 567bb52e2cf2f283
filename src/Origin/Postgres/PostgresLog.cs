using AkkaCacheSim.Core.Feeds;
using AkkaCacheSim.Origin.Kafka;
using NpgsqlTypes;

namespace AkkaCacheSim.Origin.Postgres;

/// <summary>One life of the change log, from its beginning to a gap: what was read of the server's log, asked for, confirmed.</summary>
/// <remarks>It holds at most a page; the server keeps the rest until there is room, and everything until it is confirmed.</remarks>
internal sealed class PostgresLog : IChangeLog
{
    /// <summary>Changes of a page.</summary>
    public const int PageRows = 500;

    // Of values, roughly: a page of large ones is short.
    private const long PageCharacters = 2 << 20;

    private readonly Action<IReadOnlyList<LoggedChange>> _read;
    private readonly Lock _gate = new();
    private readonly Queue<(long Sequence, NpgsqlLogSequenceNumber End)> _transactions = new();
    private List<LoggedChange> _page = [];
    private long _characters, _sequence, _acknowledged;
    private int _asked;
    private bool _ended;
    private TaskCompletionSource _room = Free();

    public PostgresLog(Action<IReadOnlyList<LoggedChange>> read) => _read = read;

    /// <summary>The end of the last transaction that was read as a whole; the server starts behind it again.</summary>
    public NpgsqlLogSequenceNumber ReadEnd { get; set; }

    /// <summary>The end of the last transaction of which every change is acknowledged, and all before it.</summary>
    public NpgsqlLogSequenceNumber Confirmed { get; private set; }

    /// <summary>Changes that were read of the transaction behind <see cref="ReadEnd"/>.</summary>
    public long Partial { get; private set; }

    /// <summary>When there is room for another change.</summary>
    public Task Room
    {
        get
        {
            lock (_gate) return _room.Task;
        }
    }

    /// <inheritdoc />
    public void ReadAfter(long sequence, int limit)
    {
        lock (_gate) _asked = limit;
        Deliver();
    }

    /// <inheritdoc />
    public void Confirm(FeedPosition position)
    {
        ArgumentNullException.ThrowIfNull(position);
        lock (_gate)
        {
            _acknowledged = position.Sequence;
            Settle();
        }
    }

    /// <summary>A change was read.</summary>
    public void Add(LoggedChange change)
    {
        if (change.Value is { Length: > DebeziumEnvelope.LongestValue }) change = change with { Value = DebeziumEnvelope.UnavailableValue };
        lock (_gate)
        {
            _page.Add(change with { Sequence = ++_sequence });
            _characters += change.Value?.Length ?? 0;
            Partial++;
            if ((_page.Count >= PageRows || _characters >= PageCharacters) && _room.Task.IsCompleted) _room = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>A transaction was read to its end.</summary>
    public void Ended(NpgsqlLogSequenceNumber end)
    {
        lock (_gate)
        {
            ReadEnd = end;
            Partial = 0;
            _transactions.Enqueue((_sequence, end));
            Settle();
        }
    }

    /// <summary>Answers the question, if there is one and something to answer.</summary>
    public void Deliver()
    {
        lock (_gate)
        {
            if (_ended || _asked == 0 || _page.Count == 0) return;
            var rows = _page.GetRange(0, Math.Min(_asked, _page.Count));
            _page = _page[rows.Count..];
            _characters = _page.Sum(change => (long)(change.Value?.Length ?? 0));
            _asked = 0;
            if (_page.Count < PageRows && _characters < PageCharacters) _room.TrySetResult();

            // Inside, so that nothing is said after End.
            _read(rows);
        }
    }

    /// <summary>Says nothing any more.</summary>
    public void End()
    {
        lock (_gate) _ended = true;
    }

    private void Settle()
    {
        while (_transactions.TryPeek(out var oldest) && oldest.Sequence <= _acknowledged) Confirmed = _transactions.Dequeue().End;
    }

    private static TaskCompletionSource Free()
    {
        var free = new TaskCompletionSource();
        free.SetResult();
        return free;
    }
}
