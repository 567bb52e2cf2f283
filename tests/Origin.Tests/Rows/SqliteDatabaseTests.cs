using AkkaCacheSim.Core.Feeds;
using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Origin;
using AkkaCacheSim.Origin.Rows;
using Xunit;

namespace AkkaCacheSim.Origin.Tests.Rows;

/// <summary>The embedded database does what every one does, and what is its own.</summary>
public sealed class SqliteDatabaseTests : SqlDatabaseConformance
{
    private readonly TempFolder _folder = new();

    protected override IDatabase Open(Action<long, StatementResult> completed) => new SqliteRowStore(_folder.Database, completed, Clock.Now);

    protected override void Foreign(string sql) => Foreigner.Run(_folder.Database, sql);

    protected override async Task<IReadOnlyList<LoggedChange>> Changes()
    {
        if (Foreigner.Lines(_folder.Database, "SELECT 1 FROM changes LIMIT 1").Count == 0) return [];
        var read = new TaskCompletionSource<IReadOnlyList<LoggedChange>>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var log = new SqliteChangeLog(_folder.Database, read.SetResult, Clock.Now);
        log.ReadAfter(0, 1_000);
        return await read.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
    }

    protected override IEnumerable<(string Key, long Version)> Versions() => ((SqliteRowStore)Database).Versions();

    protected override void Close()
    {
        base.Close();
        _folder.Dispose();
    }

    [Fact]
    public async Task WhenRowsAndVersionsAreAsked_ThenDeletedKeysCountForVersionsOnly()
    {
        await Write("b", "v1");
        await Write("a", "v1");
        await Write("a", "v2");
        await Delete("b");
        var store = (SqliteRowStore)Database;
        Assert.Equal(1, store.Rows());
        Assert.Equal([("a", 2L), ("b", 2L)], store.Versions());
    }

    [Fact]
    public async Task WhenOneWriteOfAGroupFails_ThenTheOthersDoNot()
    {
        await Write("a", "v1");
        Foreign("CREATE TRIGGER grumpy BEFORE INSERT ON entries WHEN NEW.value = 'bad' BEGIN SELECT RAISE(ROLLBACK, 'no bad values'); END");
        var answers = await Task.WhenAll(Enumerable.Range(0, 500).Select(i => Write($"k{i}", i % 100 == 50 ? "bad" : "good")));
        for (var i = 0; i < answers.Length; i++)
        {
            if (i % 100 == 50) Assert.Contains("no bad values", answers[i].Error);
            else Assert.Equal((null, 1), (answers[i].Error, answers[i].Version));
        }
        Assert.Equal(496, ((SqliteRowStore)Database).Rows());
    }

    [Fact]
    public async Task WhenOneRowOfAFlushFails_ThenNoneOfItIsWrittenAndOtherStatementsAre()
    {
        await Write("a", "v1");
        Foreign("CREATE TRIGGER grumpy BEFORE INSERT ON entries WHEN NEW.value = 'bad' BEGIN SELECT RAISE(ABORT, 'no bad values'); END");
        var batch = new FlushBatch(true, [new FlushRow("a", "f2", 7, 1, 0), new FlushRow("b", "bad", 8, 2, 0)]);
        var writes = Enumerable.Range(0, 100).Select(i => Write($"k{i}", "good")).ToList();
        var flush = Ask(new Statement(StatementKind.Flush, string.Empty, null, 0) { Batch = batch });
        Assert.All(await Task.WhenAll(writes), answer => Assert.Null(answer.Error));
        Assert.Contains("no bad values", (await flush).Error);
        var row = await Read("a");
        Assert.Equal(("v1", 1, 0), (row.Value, row.Version, row.Stamp));
        // A stranger's change is still one of somebody else.
        var before = Clock.Now() - 1_000_000_000;
        ForeignWrite("a", "s2");
        Assert.Equal((3, true, true), await Flush("a", "f3", 7, since: before));
    }

    [Fact]
    public async Task WhenAStrangerHoldsTheLock_ThenAWriteWaitsAndReadsDoNot()
    {
        await Write("a", "v1");
        using var stranger = Foreigner.Open(_folder.Database);
        using var transaction = stranger.BeginTransaction();
        var write = Write("a", "v2");
        Assert.Equal("v1", (await Read("a")).Value);
        Assert.False(write.IsCompleted);
        transaction.Rollback();
        Assert.Equal((null, 2), ((await write).Error, (await write).Version));
    }

    [Fact]
    public async Task WhenTooManyWait_ThenTheRestIsRefused()
    {
        await Write("a", "v1");
        using var stranger = Foreigner.Open(_folder.Database);
        using var transaction = stranger.BeginTransaction();
        var writes = Enumerable.Range(0, SqliteRowStore.QueueLimit + 2_000).Select(i => Write("a", "v", i + 1)).ToArray();
        var refused = await writes[^1];
        Assert.Contains("too many", refused.Error);
        transaction.Rollback();
        ((SqliteRowStore)Database).Dispose();
        var errors = (await Task.WhenAll(writes)).Where(answer => answer.Error is not null).Select(answer => answer.Error).Distinct();
        Assert.Equal(["the database is closed", refused.Error], errors);
    }
}
