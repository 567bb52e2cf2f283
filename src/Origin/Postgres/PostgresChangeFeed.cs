using AkkaCacheSim.Core.Feeds;
using AkkaCacheSim.Origin.Rows;
using Npgsql;
using Npgsql.Replication;
using Npgsql.Replication.PgOutput;

namespace AkkaCacheSim.Origin.Postgres;

/// <summary>Reads the server's write-ahead log by logical replication, and begins anew where something of it may be missing.</summary>
/// <remarks>
/// A broken connection is made again, behind what was read. The log begins anew, and whoever follows it is told, when the slot is gone, was lost or was
/// moved by somebody else, or the server's log is another one, or the same one set back: another server, or a restored one.
/// </remarks>
public sealed class PostgresChangeFeed : IDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan BeatEvery = TimeSpan.FromSeconds(2);

    // Several beats: a stream without any has a connection that is dead and does not know it.
    private static readonly TimeSpan SilenceAtMost = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan EndWithin = TimeSpan.FromSeconds(3);

    private readonly NpgsqlConnectionStringBuilder _connection;
    private readonly NpgsqlDataSource _source;
    private readonly PostgresNames _names;
    private readonly ReplicationSlot _slot;
    private readonly LogBegan _began;
    private readonly Action<IReadOnlyList<LoggedChange>> _read;
    private readonly Action<string>? _say;
    private readonly Func<long> _clock;
    private readonly ClockMap _clocks = new();
    private readonly Heart _heart;
    private readonly CancellationTokenSource _closing = new();
    private readonly Task _loop, _beat;
    private TimeSpan _pause = FirstPause;
    private PostgresLog? _log;
    private string _slotName = string.Empty, _system = string.Empty;
    private int _walSender;

    /// <summary>Starts to read; the schema is there.</summary>
    /// <param name="connection">What to connect with.</param>
    /// <param name="names">The names in the schema.</param>
    /// <param name="began">Told when the log begins, on a thread of the pool.</param>
    /// <param name="read">Told of changes, on a thread of the pool.</param>
    /// <param name="clock">Monotonic time, ns.</param>
    /// <param name="say">Told of troubles, a line each; they are tried again.</param>
    public PostgresChangeFeed(NpgsqlConnectionStringBuilder connection, PostgresNames names, LogBegan began, Action<IReadOnlyList<LoggedChange>> read, Func<long> clock, Action<string>? say = null)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(names);
        _connection = connection;
        _source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connection.ConnectionString) { MaxPoolSize = 4 });
        _names = names;
        _slot = new ReplicationSlot(_source, names);
        _heart = new Heart(_source, names, _clocks, clock);
        _began = began;
        _read = read;
        _clock = clock;
        _say = say;
        _loop = Task.Run(RunAsync);
        _beat = Task.Run(BeatOnAsync);
    }

    /// <summary>Checks that a server can feed changes, and makes the publication.</summary>
    /// <param name="connection">What to connect with.</param>
    /// <param name="names">The names in the schema.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="OriginUnavailableException">It can't; one line says what to do.</exception>
    public static Task PrepareAsync(NpgsqlConnectionStringBuilder connection, PostgresNames names, CancellationToken cancel) =>
        OnSlotAsync(connection, names, slot => slot.PrepareAsync(cancel));

    /// <summary>Drops slot and publication, if they are there: the server would keep its log for them for ever.</summary>
    /// <param name="connection">What to connect with.</param>
    /// <param name="names">The names in the schema.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="OriginUnavailableException">It can't be done; one line says why.</exception>
    public static Task DropAsync(NpgsqlConnectionStringBuilder connection, PostgresNames names, CancellationToken cancel) =>
        OnSlotAsync(connection, names, slot => slot.DropAsync(cancel));

    /// <summary>Ends the connections, and drops slot and publication if the server answers within three seconds.</summary>
    public void Dispose()
    {
        if (_closing.IsCancellationRequested) return;
        _closing.Cancel();
        using var patience = new CancellationTokenSource(EndWithin);
        Task.Run(() => EndAsync(patience.Token), CancellationToken.None).GetAwaiter().GetResult();
        _heart.Dispose();
        _source.Dispose();
    }

    private static async Task OnSlotAsync(NpgsqlConnectionStringBuilder connection, PostgresNames names, Func<ReplicationSlot, Task> work)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(names);
        try
        {
            await using var source = NpgsqlDataSource.Create(PostgresConnection.AtStart(connection));
            await work(new ReplicationSlot(source, names));
        }
        catch (Exception e) when (PostgresErrors.IsOne(e))
        {
            throw PostgresErrors.Unavailable(connection, e);
        }
    }

    private async Task EndAsync(CancellationToken patience)
    {
        try
        {
            await Task.WhenAll(_loop, _beat).WaitAsync(patience);
            await _slot.DropAsync(patience);
        }
        catch (Exception e) when (PostgresErrors.IsOne(e) || e is OperationCanceledException or OriginUnavailableException)
        {
            _say?.Invoke($"change feed: slot {_slotName} is left behind: {PostgresErrors.Line(e)}; the next start drops it");
        }
    }

    private async Task RunAsync()
    {
        while (!_closing.IsCancellationRequested)
        {
            try
            {
                await ReadAsync();
            }
            catch (Exception e)
            {
                if (_closing.IsCancellationRequested) return;

                // What nobody has thought of may have swallowed a change: better to begin anew than to be silent.
                if (!PostgresErrors.IsOne(e) && e is not OriginUnavailableException) _system = string.Empty;
                _say?.Invoke($"change feed: {PostgresErrors.Line(e)}; again in {_pause.TotalMilliseconds:0} ms");
            }

            await Task.Delay(_pause, _closing.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _pause = _pause * 2 < LongestPause ? _pause * 2 : LongestPause;
        }
    }

    private async Task ReadAsync()
    {
        await using var connection = new LogicalReplicationConnection(_connection.ConnectionString)
        {
            WalReceiverTimeout = SilenceAtMost,
            WalReceiverStatusInterval = BeatEvery,
        };
        await connection.Open(_closing.Token);
        var identity = await connection.IdentifySystem(_closing.Token);
        var system = $"{identity.SystemId}/{identity.Timeline}";
        await _heart.BeatAsync(_closing.Token);
        if (_log is not { } log || system != _system || _heart.WasSetBack || !await _slot.KeepsAsync(log.ReadEnd, _closing.Token)) log = await BeginAsync(system);
        if (_walSender != 0) await _slot.EndHolderAsync(_walSender, _closing.Token);
        _walSender = connection.ProcessID;
        await StreamAsync(connection, log);
    }

    private async Task<PostgresLog> BeginAsync(string system)
    {
        if (_log is not null) _say?.Invoke("change feed: something of the server's log may be missing; the log begins anew");
        _log?.End();
        _log = null;
        var (name, start) = await _slot.CreateAsync(_closing.Token);
        (_slotName, _system, _heart.WasSetBack) = (name, system, false);
        _log = new PostgresLog(_read) { ReadEnd = start };
        _began(_log, null, 0);
        return _log;
    }

    private async Task StreamAsync(LogicalReplicationConnection connection, PostgresLog log)
    {
        var decoder = new WalDecoder(log, _clocks, _clock);
        var options = new PgOutputReplicationOptions(_names.Publication, PgOutputProtocolVersion.V1);
        await using var messages = connection.StartReplication(new PgOutputReplicationSlot(_slotName), options, _closing.Token, log.ReadEnd).GetAsyncEnumerator(_closing.Token);
        while (true)
        {
            var next = messages.MoveNextAsync();

            // Nothing more at the moment: what there is goes out.
            if (!next.IsCompleted) log.Deliver();
            if (!await Next(next)) return;
            if (!await decoder.TakeAsync(messages.Current))
            {
                _system = string.Empty;
                return;
            }

            _pause = FirstPause;
            connection.SetReplicationStatus(log.Confirmed);
            if (log.Room.IsCompleted) continue;
            log.Deliver();
            await log.Room.WaitAsync(_closing.Token);
        }
    }

    // Npgsql (10.0.3) trips over itself where the connection breaks in the middle of the start. Nothing was read then, so nothing is missing.
    private static async ValueTask<bool> Next(ValueTask<bool> next)
    {
        try
        {
            return await next;
        }
        catch (NullReferenceException e)
        {
            throw new NpgsqlException("the connection broke at the start of replication", e);
        }
    }

    private async Task BeatOnAsync()
    {
        while (!_closing.IsCancellationRequested)
        {
            try
            {
                await _heart.BeatAsync(_closing.Token);
            }
            catch (Exception e) when (PostgresErrors.IsOne(e) || e is OperationCanceledException)
            {
                // The stream says so where it matters.
            }

            await Task.Delay(BeatEvery, _closing.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
