using AkkaCacheSim.Core.Origin;
using AkkaCacheSim.Origin.Rows;
using Xunit;

namespace AkkaCacheSim.Origin.Tests.Rows;

/// <summary>The embedded database does what every one does, and what is its own.</summary>
public sealed class SqliteDatabaseTests : DatabaseConformance
{
    private readonly TempFolder _folder = new();

    protected override IDatabase Open(Action<long, StatementResult> completed) => new SqliteRowStore(_folder.Database, completed, Clock.Now);

    protected override void Foreign(string sql) => Foreigner.Run(_folder.Database, sql);

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

    [Fact]
    public async Task WhenClosed_ThenStatementsAreAnsweredWithAnError()
    {
        await Write("a", "v1");
        ((SqliteRowStore)Database).Dispose();
        Assert.Contains("closed", (await Read("a")).Error);
        Assert.Contains("closed", (await Write("a", "v2")).Error);
    }
}
