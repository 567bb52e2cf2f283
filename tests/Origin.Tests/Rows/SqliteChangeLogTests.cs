using System.Collections.Concurrent;
using AkkaCacheSim.Core.Feeds;
using AkkaCacheSim.Core.Origin;
using AkkaCacheSim.Origin.Rows;
using Xunit;

namespace AkkaCacheSim.Origin.Tests.Rows;

/// <summary>The tail of the change log.</summary>
public sealed class SqliteChangeLogTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly ConcurrentQueue<LoggedChange> _seen = new();
    private readonly ConcurrentQueue<int> _pages = new();
    private SqliteChangeLog? _log;
    private int _clockReads;

    public void Dispose()
    {
        _log?.Dispose();
        _folder.Dispose();
    }

    private SqliteChangeLog Log => _log ??= OpenLog();

    private SqliteChangeLog OpenLog() => new(_folder.Database, rows =>
    {
        Assert.NotEmpty(rows);
        foreach (var row in rows) _seen.Enqueue(row);
        _pages.Enqueue(rows.Count);
    }, () =>
    {
        Interlocked.Increment(ref _clockReads);
        return Clock.Now();
    });

    private void Run(string sql) => Foreigner.Run(_folder.Database, sql);

    private void Insert(params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys) Run($"INSERT INTO entries (key, value) VALUES ('{key}', 'v')");
    }

    [Fact]
    public async Task WhenManyWriteAtOnce_ThenTheTailSeesAllInOrderWithoutHoles()
    {
        const int Own = 2_000;
        const int Foreign = 200;
        var answered = 0;
        using var store = new SqliteRowStore(_folder.Database, (_, result) =>
        {
            Assert.Null(result.Error);
            Interlocked.Increment(ref answered);
        }, Clock.Now);
        var last = 0L;
        SqliteChangeLog? tailed = null;
        using var log = new SqliteChangeLog(_folder.Database, Tail, Clock.Now);
        tailed = log;
        log.ReadAfter(0, 100);
        var stranger = Task.Run(() =>
        {
            for (var i = 0; i < Foreign; i++) Run($"INSERT INTO entries (key, value) VALUES ('k{i % 50}', 's{i}') ON CONFLICT (key) DO UPDATE SET value = excluded.value");
        }, TestContext.Current.CancellationToken);
        Parallel.For(0, Own, i => store.Execute(new Statement(i % 10 == 9 ? StatementKind.Delete : StatementKind.Write, $"k{i % 50}", $"v{i}", i + 1), i));
        await stranger;
        await Wait.Until(() => answered == Own, "every write is answered");
        var end = log.LastSequence();
        await Wait.Until(() => Interlocked.Read(ref last) == end, "the tail has caught up");

        var rows = _seen.ToArray();
        Assert.Equal(Enumerable.Range(1, (int)end).Select(i => (long)i), rows.Select(row => row.Sequence));
        foreach (var ofKey in rows.GroupBy(row => row.Key))
            Assert.Equal(Enumerable.Range(1, ofKey.Count()).Select(v => (long)v), ofKey.Select(row => row.Version));
        Assert.Equal(Foreign, rows.Count(row => row.WriteId == 0));
        Assert.All(rows, row => Assert.True(row.From <= row.At));
        Assert.Equal(store.Versions(), rows.GroupBy(row => row.Key).Select(key => (key.Key, key.Max(row => row.Version))).OrderBy(key => key.Key, StringComparer.Ordinal));

        void Tail(IReadOnlyList<LoggedChange> rows)
        {
            foreach (var row in rows) _seen.Enqueue(row);
            Interlocked.Exchange(ref last, rows[^1].Sequence);
            tailed!.ReadAfter(rows[^1].Sequence, 100);
        }
    }

    [Fact]
    public async Task WhenNothingIsThere_ThenItAnswersOnceSomebodyCommits()
    {
        Log.ReadAfter(0, 10);
        await Wait.Until(() => _clockReads > 10, "it has looked several times");
        Assert.Empty(_seen);
        var before = Clock.Now();
        Insert("a");
        await Wait.Until(() => !_seen.IsEmpty, "the row is seen");
        Assert.True(_seen.TryPeek(out var row));
        Assert.Equal((1, ChangeOp.Create, "a", "v", 1, 0), (row.Sequence, row.Op, row.Key, row.Value, row.Version, row.WriteId));
        Assert.True(row.From > 0 && row.From < Clock.Now() && row.At > before);
    }

    [Fact]
    public async Task WhenRowsAreReadAgain_ThenTheyKeepTheTimesOfTheFirstSighting()
    {
        Log.ReadAfter(0, 10);
        Insert("a");
        await Wait.Until(() => _seen.Count == 1, "the first is seen");
        Insert("b");
        Log.ReadAfter(1, 10);
        await Wait.Until(() => _seen.Count == 2, "the second is seen");
        Log.ReadAfter(0, 10);
        await Wait.Until(() => _seen.Count == 4, "both are seen again");
        var rows = _seen.ToArray();
        Assert.Equal(rows[..2], rows[2..]);
        Assert.Equal([1, 1, 2], _pages);
    }

    [Fact]
    public async Task WhenThereAreMoreThanTheLimit_ThenPagesComeOneAQuestion()
    {
        _ = Log;
        Insert("a", "b", "c");
        Log.ReadAfter(0, 2);
        await Wait.Until(() => _seen.Count == 2, "the first page");
        Log.ReadAfter(2, 2);
        await Wait.Until(() => _seen.Count == 3, "the second page");
        Assert.Equal([2, 1], _pages);
        Assert.Equal(_seen.First().From, _seen.Last().From);
    }

    [Fact]
    public void WhenConfirmed_ThenThePositionSurvivesAndTheLogIsTrimmed()
    {
        Assert.Null(Log.LoadPosition());
        Assert.Equal(0, Log.LastSequence());
        Insert("a", "b", "c");
        Log.Confirm(new FeedPosition("log-0", 1, [1, 0]));
        Log.Confirm(new FeedPosition("log-1", 2, [1, 0, 1]));
        Log.Dispose();
        Assert.Equal(["3"], Foreigner.Lines(_folder.Database, "SELECT seq FROM changes"));
        using var again = OpenLog();
        var position = again.LoadPosition();
        Assert.NotNull(position);
        Assert.Equal(("log-1", 2), (position.LogId, position.Sequence));
        Assert.Equal([1, 0, 1], position.Partitions);
    }

    [Fact]
    public async Task WhenTheLogIsTrimmedToTheEnd_ThenSequencesGoOn()
    {
        _ = Log;
        Insert("a", "b");
        Log.Confirm(new FeedPosition("log", 2, []));
        await Wait.Until(() => Foreigner.Lines(_folder.Database, "SELECT seq FROM changes").Count == 0, "the log is trimmed");
        Assert.Equal(2, Log.LastSequence());
        Insert("c");
        Log.ReadAfter(2, 10);
        await Wait.Until(() => !_seen.IsEmpty, "the row is seen");
        Assert.Equal((3, "c"), (_seen.First().Sequence, _seen.First().Key));
        Assert.Equal(3, Log.LastSequence());
    }

    [Fact]
    public async Task WhenMuchIsTrimmed_ThenItGoesInBites()
    {
        _ = Log;
        Run("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 25000) INSERT INTO entries (key, value) SELECT 'k' || i, 'v' FROM n");
        Log.Confirm(new FeedPosition("log", 24_999, [1]));
        await Wait.Until(() => Foreigner.Lines(_folder.Database, "SELECT count(*) FROM changes")[0] == "1", "the log is trimmed");
        Assert.Equal(25_000, Log.LastSequence());
    }
}
