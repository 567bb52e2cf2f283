using Npgsql;

namespace AkkaCacheSim.Origin.Postgres;

/// <summary>Writes the beat: a row that moves the log on where nobody else writes, tells how the clocks stand, and shows when the database was set back.</summary>
internal sealed class Heart : IDisposable
{
    private readonly NpgsqlDataSource _source;
    private readonly ClockMap _clocks;
    private readonly Func<long> _clock;
    private readonly string _sql;
    private readonly SemaphoreSlim _one = new(1);
    private DateTime _last = DateTime.MinValue;
    private volatile bool _wasSetBack;

    public Heart(NpgsqlDataSource source, PostgresNames names, ClockMap clocks, Func<long> clock)
    {
        _source = source;
        _clocks = clocks;
        _clock = clock;
        _sql = $"""
            UPDATE {names.Quoted}.akkacachesim_beat SET at = clock_timestamp()
            FROM (SELECT at FROM {names.Quoted}.akkacachesim_beat FOR UPDATE) before RETURNING before.at, akkacachesim_beat.at
            """;
    }

    /// <summary>
    /// Whether a beat was found gone that had been committed: the database was restored, and its log is not the one that was read, even where it
    /// has grown past that again.
    /// </summary>
    public bool WasSetBack
    {
        get => _wasSetBack;
        set => _wasSetBack = value;
    }

    /// <summary>Writes one.</summary>
    /// <param name="cancel">Gives up.</param>
    public async Task BeatAsync(CancellationToken cancel)
    {
        // One after the other: what one has written the next must find.
        await _one.WaitAsync(cancel);
        try
        {
            await using var command = _source.CreateCommand(_sql);
            var from = _clock();
            await using var reader = await command.ExecuteReaderAsync(cancel);
            if (!await reader.ReadAsync(cancel)) return;
            var (before, now) = (reader.GetDateTime(0), reader.GetDateTime(1));

            // Behind the row comes whether it was committed.
            await reader.NextResultAsync(cancel);
            if (before < _last) _wasSetBack = true;
            _last = now;
            _clocks.Measured(from, now);
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();
}
