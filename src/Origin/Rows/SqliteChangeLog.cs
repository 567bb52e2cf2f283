using AkkaCacheSim.Core.Feeds;
using Microsoft.Data.Sqlite;

namespace AkkaCacheSim.Origin.Rows;

/// <summary>Tails the embedded origin's change log on a thread of its own.</summary>
/// <remarks>
/// While a question is open it asks every 2 ms whether another connection has committed (<c>PRAGMA data_version</c>, a
/// few microseconds), and reads the log only then. With no question open it sleeps.
/// </remarks>
public sealed class SqliteChangeLog : IChangeLog, IDisposable
{
    private static readonly TimeSpan PollPeriod = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan SavePeriod = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(100);

    private readonly string _path;
    private readonly Action<IReadOnlyList<LoggedChange>> _read;
    private readonly Action<string>? _log;
    private readonly SqliteConnection _connection;
    private readonly ChangeLogReader _reader;
    private readonly PositionKeeper _keeper;
    private readonly Thread _thread;
    private readonly AutoResetEvent _wake = new(false);
    private readonly Lock _gate = new();
    private (long After, int Limit, bool Sure)? _question;
    private FeedPosition? _position;
    private long _nextSave = Environment.TickCount64;
    private volatile bool _closing;

    /// <summary>Opens the log, creating the database where it is not there, and starts the thread.</summary>
    /// <param name="path">The file.</param>
    /// <param name="read">Told of rows, at least one, on the log's thread; may ask the next question from there.</param>
    /// <param name="clock">Monotonic time, ns.</param>
    /// <param name="log">Told of errors, a line each; they are tried again.</param>
    /// <exception cref="OriginUnavailableException">The file cannot be opened.</exception>
    public SqliteChangeLog(string path, Action<IReadOnlyList<LoggedChange>> read, Func<long> clock, Action<string>? log = null)
    {
        _path = path;
        _read = read;
        _log = log;
        SqliteSchema.Create(path);
        _connection = SqliteSchema.Open(path);
        _reader = new ChangeLogReader(_connection, clock);
        _keeper = new PositionKeeper(_connection);
        _thread = new Thread(Loop) { Name = "origin-feed", IsBackground = true };
        _thread.Start();
    }

    /// <summary>The position kept by an earlier life. Blocks; for any thread, meant for the start.</summary>
    /// <returns>The position, or null if none was ever kept.</returns>
    public FeedPosition? LoadPosition()
    {
        using var connection = SqliteSchema.Open(_path);
        return PositionKeeper.Load(connection);
    }

    /// <summary>The last sequence number given out; trimming does not lower it. Blocks; for any thread, meant for the start.</summary>
    /// <returns>The number, 0 if nothing was ever written.</returns>
    public long LastSequence()
    {
        using var connection = SqliteSchema.Open(_path);
        return SqliteSchema.Scalar(connection, SqliteSql.LastSequence);
    }

    /// <inheritdoc />
    public void ReadAfter(long sequence, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sequence);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        lock (_gate) _question = (sequence, limit, true);
        _wake.Set();
    }

    /// <inheritdoc />
    public void Confirm(FeedPosition position)
    {
        ArgumentNullException.ThrowIfNull(position);
        bool first;
        lock (_gate)
        {
            first = _position is null;
            _position = position;
        }
        // Only the first needs the thread to reckon when to wake; later ones just take its place.
        if (first) _wake.Set();
    }

    /// <summary>Stops the thread, keeps the last confirmed position and closes the file.</summary>
    public void Dispose()
    {
        if (_closing) return;
        _closing = true;
        _wake.Set();
        _thread.Join();
        _reader.Dispose();
        _keeper.Dispose();
        _connection.Dispose();
        _wake.Dispose();
    }

    private void Loop()
    {
        while (!_closing)
        {
            try
            {
                if (!Answer()) Wait();
                if (Environment.TickCount64 >= _nextSave) SavePosition();
            }
            catch (SqliteException e)
            {
                _log?.Invoke($"change log: {SqliteErrors.Line(e)}");
                _wake.WaitOne(RetryPause);
            }
        }
        try
        {
            SavePosition();
        }
        catch (SqliteException e)
        {
            // An older position stands: the feed's next life publishes a few changes twice.
            _log?.Invoke($"change log: position not kept: {SqliteErrors.Line(e)}");
        }
    }

    private bool Answer()
    {
        (long After, int Limit, bool Sure) question;
        lock (_gate)
        {
            if (_question is null) return false;
            question = _question.Value;
        }
        var rows = _reader.Look(question.After, question.Limit, question.Sure);
        lock (_gate)
        {
            // Answered or looked at; unless a new question came meanwhile, which stays as it is.
            if (_question == question) _question = rows.Count > 0 ? null : question with { Sure = false };
        }
        if (rows.Count == 0) return false;
        _read(rows);
        return true;
    }

    private void Wait()
    {
        TimeSpan? wait;
        lock (_gate)
        {
            wait = _question is not null ? PollPeriod : _position is null ? null : SavePeriod;
        }
        if (wait is { } period) _wake.WaitOne(period);
        else _wake.WaitOne();
    }

    private void SavePosition()
    {
        FeedPosition? position;
        lock (_gate) position = _position;
        if (position is null) return;
        // First, so that an error is tried again after the period and not at once.
        _nextSave = Environment.TickCount64 + (long)SavePeriod.TotalMilliseconds;
        _reader.Forget(position.Sequence);
        if (_keeper.Save(position)) return;
        lock (_gate)
        {
            if (ReferenceEquals(_position, position)) _position = null;
        }
    }
}
