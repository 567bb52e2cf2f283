using System.Threading.Channels;
using AkkaCacheSim.Core.Origin;
using AkkaCacheSim.Origin.Rows;
using Npgsql;

namespace AkkaCacheSim.Origin.Postgres;

/// <summary>Statements that run one after the other, in the order in which they came, on a connection of the pool.</summary>
internal sealed class PostgresLane
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan SettleWithin = TimeSpan.FromSeconds(10);

    private readonly Channel<Job> _jobs;
    private readonly NpgsqlDataSource _source;
    private readonly PostgresStatements _statements;
    private readonly Action<long, StatementResult> _completed;
    private readonly Func<long> _clock;
    private readonly CancellationToken _closing;
    private TimeSpan _pause = FirstPause;

    public PostgresLane(int limit, NpgsqlDataSource source, PostgresStatements statements, Action<long, StatementResult> completed, Func<long> clock, CancellationToken closing)
    {
        _jobs = Channel.CreateBounded<Job>(new BoundedChannelOptions(limit) { SingleReader = true });
        _source = source;
        _statements = statements;
        _completed = completed;
        _clock = clock;
        _closing = closing;
        Done = Task.Run(RunAsync, CancellationToken.None);
    }

    /// <summary>Ends when the lane is closed and everything is answered.</summary>
    public Task Done { get; }

    /// <summary>Takes a statement.</summary>
    /// <returns>False when too many wait, or the lane is closed.</returns>
    public bool TryAdd(in Job job) => _jobs.Writer.TryWrite(job);

    public void Close() => _jobs.Writer.TryComplete();

    private async Task RunAsync()
    {
        await foreach (var job in _jobs.Reader.ReadAllAsync(CancellationToken.None))
        {
            var from = _clock();
            var result = _closing.IsCancellationRequested ? Failed("the database is closed", from) : await OneAsync(job.Statement, from);
            _completed(job.Token, result);
        }
    }

    private async Task<StatementResult> OneAsync(Statement statement, long from)
    {
        var begun = false;
        try
        {
            await using var connection = await _source.OpenConnectionAsync(_closing);
            begun = true;
            var result = await _statements.RunAsync(connection, statement);
            _pause = FirstPause;
            return result;
        }
        catch (OperationCanceledException)
        {
            return Failed("the database is closed", from);
        }
        catch (Exception e) when (PostgresErrors.IsOne(e))
        {
            if (begun && !PostgresErrors.LeavesOutcomeOpen(e)) return Failed(PostgresErrors.Line(e), from);

            // The server was restarted, most likely: the pool's other connections are as dead as this one.
            _source.Clear();
            if (begun && statement.Kind is StatementKind.Write or StatementKind.Delete && await SettleAsync(statement, from) is { } settled) return settled;
            await PauseAsync();
            return Failed(PostgresErrors.Line(e), from);
        }
    }

    // Its caller must not be told that it failed if it was committed: he would keep an older copy.
    private async Task<StatementResult?> SettleAsync(Statement statement, long from)
    {
        var giveUp = _clock() + (long)SettleWithin.TotalNanoseconds;
        while (statement.WriteId != 0 && _clock() < giveUp && !_closing.IsCancellationRequested)
        {
            try
            {
                await using var connection = await _source.OpenConnectionAsync(_closing);
                return await _statements.SettleAsync(connection, statement, from);
            }
            catch (Exception e) when (PostgresErrors.IsOne(e) || e is OperationCanceledException)
            {
                await PauseAsync();
            }
        }

        return null;
    }

    private async Task PauseAsync()
    {
        await Task.Delay(_pause, _closing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _pause = _pause * 2 < LongestPause ? _pause * 2 : LongestPause;
    }

    private StatementResult Failed(string why, long from) => new(why, null, 0, false, from, _clock());
}
