using System.Collections.Concurrent;
using AkkaCacheSim.Core.Origin;
using Xunit;

namespace AkkaCacheSim.Origin.Tests.Rows;

/// <summary>What every database behind the origin does. Derive it for each.</summary>
public abstract class DatabaseConformance : IDisposable
{
    private readonly ConcurrentDictionary<long, TaskCompletionSource<StatementResult>> _waiting = new();
    private IDatabase? _database;
    private long _lastToken;

    protected IDatabase Database => _database ??= Open(Complete);

    /// <summary>Opens an empty database.</summary>
    protected abstract IDatabase Open(Action<long, StatementResult> completed);

    /// <summary>Runs SQL as somebody who never heard of the cache.</summary>
    protected abstract void Foreign(string sql);

    protected Task<StatementResult> Ask(StatementKind kind, string key, string? value = null, long writeId = 0)
    {
        var token = Interlocked.Increment(ref _lastToken);
        var source = new TaskCompletionSource<StatementResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting[token] = source;
        Database.Execute(new Statement(kind, key, value, writeId), token);
        return source.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
    }

    protected Task<StatementResult> Read(string key) => Ask(StatementKind.Read, key);

    protected Task<StatementResult> Write(string key, string value, long id = 1) => Ask(StatementKind.Write, key, value, id);

    protected Task<StatementResult> Delete(string key, long id = 1) => Ask(StatementKind.Delete, key, null, id);

    public void Dispose()
    {
        Close();
        GC.SuppressFinalize(this);
    }

    protected virtual void Close() => (_database as IDisposable)?.Dispose();

    private void Complete(long token, StatementResult result)
    {
        Assert.True(_waiting.TryRemove(token, out var source), "answered twice");
        source.SetResult(result);
    }

    [Fact]
    public async Task WhenAKeyNeverExisted_ThenItsVersionIsZero()
    {
        var row = await Read("nobody");
        Assert.Equal((null, null, 0, false), (row.Error, row.Value, row.Version, row.Deleted));
    }

    [Fact]
    public async Task WhenAKeyIsWrittenDeletedAndWrittenAgain_ThenVersionsGrowByOne()
    {
        Assert.Equal((1, false), Brief(await Write("a", "v1")));
        Assert.Equal((2, false), Brief(await Write("a", "v2")));
        Assert.Equal((3, true), Brief(await Delete("a")));
        var gone = await Read("a");
        Assert.Equal((null, 3, true), (gone.Value, gone.Version, gone.Deleted));
        Assert.Equal((4, false), Brief(await Write("a", "v4")));
        var back = await Read("a");
        Assert.Equal(("v4", 4, false), (back.Value, back.Version, back.Deleted));
        Assert.Equal((1, false), Brief(await Write("b", "v1")));
    }

    [Fact]
    public async Task WhenADeleteFindsNoRow_ThenItChangesNothing()
    {
        Assert.Equal((0, true), Brief(await Delete("a")));
        Assert.Equal(0, (await Read("a")).Version);
        await Write("a", "v1");
        await Delete("a");
        Assert.Equal((2, true), Brief(await Delete("a")));
        Assert.Equal(2, (await Read("a")).Version);
    }

    [Fact]
    public async Task WhenAStrangerWrites_ThenVersionsGrowAllTheSame()
    {
        await Read("a");
        Foreign("INSERT INTO entries (key, value) VALUES ('a', 's1')");
        Assert.Equal((2, false), Brief(await Write("a", "v2")));
        Foreign("UPDATE entries SET value = 's3' WHERE key = 'a'");
        var updated = await Read("a");
        Assert.Equal(("s3", 3, false), (updated.Value, updated.Version, updated.Deleted));
        Foreign("DELETE FROM entries WHERE key = 'a'");
        var gone = await Read("a");
        Assert.Equal((null, 4, true), (gone.Value, gone.Version, gone.Deleted));
        Foreign("INSERT INTO entries (key, value) VALUES ('a', 's5') ON CONFLICT (key) DO UPDATE SET value = excluded.value");
        Assert.Equal(5, (await Read("a")).Version);
        Foreign("INSERT INTO entries (key, value) VALUES ('a', 's6') ON CONFLICT (key) DO UPDATE SET value = excluded.value");
        Assert.Equal(6, (await Read("a")).Version);
    }

    [Fact]
    public async Task WhenAStrangerChangesAKey_ThenTheOldIsDeletedAndTheNewCreated()
    {
        await Write("a", "v1");
        await Write("b", "v1");
        await Write("b", "v2");
        await Delete("b");
        Foreign("UPDATE entries SET key = 'b' WHERE key = 'a'");
        var (a, b) = (await Read("a"), await Read("b"));
        Assert.Equal((null, 2, true), (a.Value, a.Version, a.Deleted));
        Assert.Equal(("v1", 4, false), (b.Value, b.Version, b.Deleted));
    }

    [Fact]
    public async Task WhenAStrangerSetsAVersion_ThenItIsPutBack()
    {
        await Write("a", "v1");
        Foreign("UPDATE entries SET version = 99 WHERE key = 'a'");
        Assert.Equal(1, (await Read("a")).Version);
        Foreign("UPDATE entries SET version = 99, value = 'x' WHERE key = 'a'");
        Assert.Equal(2, (await Read("a")).Version);
        Assert.Equal((3, false), Brief(await Write("a", "v3")));
    }

    [Fact]
    public async Task WhenStatementsRun_ThenTheirIntervalsHoldTheEffect()
    {
        var before = Clock.Now();
        var written = await Write("a", "v1");
        var between = Clock.Now();
        var read = await Read("a");
        Assert.True(before <= written.From && written.From <= written.At && written.At <= between);
        Assert.True(between <= read.From && read.From <= read.At && read.At <= Clock.Now());
    }

    [Fact]
    public async Task WhenManyWritesWait_ThenEachHasItsOwnVersion()
    {
        var answers = await Task.WhenAll(Enumerable.Range(1, 3_000).Select(i => Write($"k{i % 7}", $"v{i}", i)));
        Assert.All(answers, answer => Assert.Null(answer.Error));
        foreach (var ofKey in Enumerable.Range(1, 3_000).GroupBy(i => i % 7))
            Assert.Equal(Enumerable.Range(1, ofKey.Count()).Select(v => (long)v), ofKey.Select(i => answers[i - 1].Version));
    }

    [Theory]
    [InlineData("", "empty key")]
    [InlineData("a'b\"c;--", "quotes")]
    [InlineData("ключ 🗝", "")]
    public async Task WhenTextIsOdd_ThenItComesBackAsItWas(string key, string value)
    {
        Assert.Null((await Write(key, value)).Error);
        var row = await Read(key);
        Assert.Equal((value, 1), (row.Value, row.Version));
    }

    private static (long, bool) Brief(StatementResult result)
    {
        Assert.Null(result.Error);
        return (result.Version, result.Deleted);
    }
}
