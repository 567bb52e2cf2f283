using System.Collections.Concurrent;
using AkkaCacheSim.Core.Feeds;
using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Origin;
using Xunit;

namespace AkkaCacheSim.Origin.Tests.Rows;

/// <summary>What every database behind the origin does. Derive it for each.</summary>
public abstract class DatabaseConformance : IDisposable
{
    private const long Second = 1_000_000_000;

    private readonly ConcurrentDictionary<long, TaskCompletionSource<StatementResult>> _waiting = new();
    private IDatabase? _database;
    private long _lastToken;

    protected IDatabase Database => _database ??= Open(Complete);

    /// <summary>Opens an empty database.</summary>
    protected abstract IDatabase Open(Action<long, StatementResult> completed);

    /// <summary>The time by which the database's answers go, ns.</summary>
    protected abstract long Now();

    /// <summary>Inserts or updates a row as somebody who never heard of the cache.</summary>
    protected abstract void ForeignWrite(string key, string value);

    /// <summary>Deletes a row as somebody who never heard of the cache.</summary>
    protected abstract void ForeignDelete(string key);

    /// <summary>The change log from its start.</summary>
    protected abstract Task<IReadOnlyList<LoggedChange>> Changes();

    /// <summary>Every key that ever existed, with its version.</summary>
    protected abstract IEnumerable<(string Key, long Version)> Versions();

    protected Task<StatementResult> Ask(StatementKind kind, string key, string? value = null, long writeId = 0) => Ask(new Statement(kind, key, value, writeId));

    protected Task<StatementResult> Ask(Statement statement)
    {
        var token = Interlocked.Increment(ref _lastToken);
        var source = new TaskCompletionSource<StatementResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting[token] = source;
        Database.Execute(statement, token);
        return source.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
    }

    protected Task<StatementResult> Read(string key) => Ask(StatementKind.Read, key);

    protected Task<StatementResult> Write(string key, string value, long id = 1) => Ask(StatementKind.Write, key, value, id);

    protected Task<StatementResult> Delete(string key, long id = 1) => Ask(StatementKind.Delete, key, null, id);

    /// <summary>Flushes one row, dirty since now.</summary>
    /// <returns>Its version, whether it was applied, whether there was a conflict.</returns>
    protected async Task<(long Version, bool Applied, bool Conflict)> Flush(string key, string? value, long stamp, bool stamped = true, long? since = null, long id = 1)
    {
        var row = Assert.Single(await Flush(stamped, new FlushRow(key, value, stamp, id, since ?? Now())));
        Assert.Equal((key, stamp), (row.Key, row.Stamp));
        return (row.Version, row.Applied, row.Conflict);
    }

    protected async Task<IReadOnlyList<FlushedRow>> Flush(bool stamped, params FlushRow[] rows)
    {
        var result = await Ask(new Statement(StatementKind.Flush, string.Empty, null, 0) { Batch = new FlushBatch(stamped, rows) });
        Assert.Null(result.Error);
        return result.Report!.Rows;
    }

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
        ForeignWrite("a", "s1");
        Assert.Equal((2, false), Brief(await Write("a", "v2")));
        ForeignWrite("a", "s3");
        var updated = await Read("a");
        Assert.Equal(("s3", 3, false), (updated.Value, updated.Version, updated.Deleted));
        ForeignDelete("a");
        var gone = await Read("a");
        Assert.Equal((null, 4, true), (gone.Value, gone.Version, gone.Deleted));
    }

    [Fact]
    public async Task WhenStatementsRun_ThenTheirIntervalsHoldTheEffect()
    {
        var before = Now();
        var written = await Write("a", "v1");
        var between = Now();
        var read = await Read("a");
        Assert.True(before <= written.From && written.From <= written.At && written.At <= between);
        Assert.True(between <= read.From && read.From <= read.At && read.At <= Now());
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

    [Fact]
    public async Task WhenRowsAreFlushed_ThenTheyAreWrittenAndKeepTheirStamps()
    {
        await Write("b", "v1");
        await Write("c", "v1");
        var since = Now();
        Assert.Equal([new FlushedRow("a", 7, 1, true, false), new FlushedRow("b", 8, 2, true, false), new FlushedRow("c", 9, 2, true, false)],
            await Flush(stamped: true, new FlushRow("a", "f1", 7, 11, since), new FlushRow("b", "f2", 8, 12, since), new FlushRow("c", null, 9, 13, since)));
        Assert.Equal(("f1", 1, false, 7), State(await Read("a")));
        Assert.Equal(("f2", 2, false, 8), State(await Read("b")));
        Assert.Equal((null, 2, true, 9), State(await Read("c")));
    }

    [Fact]
    public async Task WhenAFlushComesAgain_ThenItChangesNothing()
    {
        Assert.Equal((1, true, false), await Flush("a", "f1", 7));
        Assert.Equal((1, false, false), await Flush("a", "f1", 7));
        Assert.Equal((2, true, false), await Flush("a", null, 8));
        Assert.Equal((2, false, false), await Flush("a", null, 8));
        Assert.Equal((null, 2, true, 8), State(await Read("a")));
        Assert.Equal(2, (await Changes()).Count);
    }

    [Fact]
    public async Task WhenAFlushIsOlderThanTheRow_ThenTheRowIsLeftAlone()
    {
        await Flush("a", "f9", 9);
        Assert.Equal((1, false, false), await Flush("a", "f8", 8));
        Assert.Equal((1, false, false), await Flush("a", null, 7));
        Assert.Equal(("f9", 1, false, 9), State(await Read("a")));
    }

    [Fact]
    public async Task WhenARowIsDeletedAndCreatedAnew_ThenItsStampStays()
    {
        await Flush("a", "f7", 7);
        Assert.Equal((null, 2, true, 7), State(await Delete("a")));
        Assert.Equal((null, 2, true, 7), State(await Read("a")));
        Assert.Equal((2, false, false), await Flush("a", "f6", 6));
        Assert.Equal((null, 3, false, 7), State(await Write("a", "v3")));
        Assert.Equal((3, false, false), await Flush("a", "f7", 7));
        Assert.Equal(("v3", 3, false, 7), State(await Read("a")));
        Assert.Equal((4, true, false), await Flush("a", "f8", 8));
    }

    [Fact]
    public async Task WhenAFlushedDeleteFindsNothing_ThenNothingIsCommittedAndNoOlderWriteComesAfterIt()
    {
        Assert.Equal((0, false, false), await Flush("a", null, 7));
        Assert.Equal((null, 0, false, 7), State(await Read("a")));
        Assert.Empty(Versions());
        Assert.Empty(await Changes());
        Assert.Equal((0, false, false), await Flush("a", "f6", 6));
        Assert.Equal((1, true, false), await Flush("a", "f8", 8));
        await Flush("a", null, 9);
        Assert.Equal((2, false, false), await Flush("a", null, 11));
        Assert.Equal((2, false, false), await Flush("a", "f10", 10));
        Assert.Equal((null, 2, true, 11), State(await Read("a")));
        Assert.Equal([("a", 2L)], Versions());
    }

    [Fact]
    public async Task WhenAFlushHasNoStamps_ThenEveryRowIsWrittenAndStampsStay()
    {
        await Flush("a", "f9", 9);
        Assert.Equal((2, true, false), await Flush("a", "m1", 1, stamped: false));
        Assert.Equal((3, true, false), await Flush("a", "m1", 1, stamped: false));
        Assert.Equal(("m1", 3, false, 9), State(await Read("a")));
        Assert.Equal((4, true, false), await Flush("a", null, 2, stamped: false));
        Assert.Equal((4, false, false), await Flush("a", null, 2, stamped: false));
        Assert.Equal((0, false, false), await Flush("b", null, 2, stamped: false));
        Assert.Equal((null, 0, false, 0), State(await Read("b")));
        Assert.Equal((1, true, false), await Flush("b", "m3", 3, stamped: false));
        Assert.Equal(("m3", 1, false, 0), State(await Read("b")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task WhenSomebodyElseChangedTheRowMeanwhile_ThenTheFlushWinsAndSaysSo(bool stamped)
    {
        var before = Now() - Second;
        Assert.Equal((1, true, false), await Flush("a", "f1", 1, stamped, before));
        // The queue's own flush is no change by somebody else.
        Assert.Equal((2, true, false), await Flush("a", "f2", 2, stamped, before));
        await Write("a", "v3");
        Assert.Equal((4, true, true), await Flush("a", "f4", 4, stamped, before));
        Assert.Equal((5, true, false), await Flush("a", "f5", 5, stamped, Now()));
        ForeignDelete("a");
        Assert.Equal((7, true, true), await Flush("a", "f7", 7, stamped, before));
        ForeignWrite("a", "s8");
        Assert.Equal((9, true, true), await Flush("a", null, 9, stamped, before));
        // Not applied, no conflict.
        ForeignWrite("a", "s10");
        if (stamped) Assert.Equal((10, false, false), await Flush("a", "f9", 9, stamped, before));
        ForeignWrite("b", "s1");
        Assert.Equal((2, true, true), await Flush("b", "f2", 2, stamped, before));
    }

    [Fact]
    public async Task WhenAStrangerChangesARow_ThenItsStampStays()
    {
        await Flush("a", "f7", 7);
        ForeignWrite("a", "s2");
        Assert.Equal(("s2", 2, false, 7), State(await Read("a")));
        ForeignDelete("a");
        Assert.Equal((null, 3, true, 7), State(await Read("a")));
        ForeignWrite("a", "s4");
        Assert.Equal(("s4", 4, false, 7), State(await Read("a")));
        Assert.Equal((4, false, false), await Flush("a", "f7", 7));
    }

    [Fact]
    public async Task WhenRowsChange_ThenTheLogHasTheirIdsAndStamps()
    {
        await Write("a", "v1", 21);
        await Flush("a", "f2", 7, id: 22);
        ForeignWrite("a", "s3");
        await Flush("a", null, 8, id: 23);
        await Flush("a", null, 9, id: 24);
        await Flush("a", "m5", 1, stamped: false, id: 25);
        await Flush("a", "m5", 1, stamped: false, id: 25);
        await Delete("a", 26);
        Assert.Equal(
            [
                (1, ChangeOp.Create, "v1", 1, 21, 0), (2, ChangeOp.Update, "f2", 2, 22, 7), (3, ChangeOp.Update, "s3", 3, 0, 7),
                (4, ChangeOp.Delete, null, 4, 23, 8), (5, ChangeOp.Create, "m5", 5, 25, 9), (6, ChangeOp.Update, "m5", 6, 25, 9),
                (7, ChangeOp.Delete, null, 7, 26, 9),
            ],
            (await Changes()).Select(change => (change.Sequence, change.Op, change.Value, change.Version, change.WriteId, change.Stamp)));
    }

    private static (string?, long, bool, long) State(StatementResult result)
    {
        Assert.Null(result.Error);
        return (result.Value, result.Version, result.Deleted, result.Stamp);
    }

    protected static (long, bool) Brief(StatementResult result)
    {
        Assert.Null(result.Error);
        return (result.Version, result.Deleted);
    }
}
