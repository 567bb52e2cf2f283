using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Origin.Rows;
using Xunit;

namespace AkkaCacheSim.Origin.Tests.Rows;

/// <summary>What every database does that strangers reach by SQL.</summary>
public abstract class SqlDatabaseConformance : DatabaseConformance
{
    /// <summary>Runs SQL as somebody who never heard of the cache.</summary>
    protected abstract void Foreign(string sql);

    protected override long Now() => Clock.Now();

    private IRowStore Store => (IRowStore)Database;

    protected override void ForeignWrite(string key, string value) =>
        Foreign($"INSERT INTO entries (key, value) VALUES ('{key}', '{value}') ON CONFLICT (key) DO UPDATE SET value = excluded.value");

    protected override void ForeignDelete(string key) => Foreign($"DELETE FROM entries WHERE key = '{key}'");

    [Fact]
    public async Task WhenAStrangerWritesInAnyWay_ThenVersionsGrowAllTheSame()
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
    public async Task WhenSomebodyLooksOn_ThenHeIsToldWhereKeysStandAndNoMore()
    {
        await Write("a", "v1");
        await Write("a", "v2");
        await Flush("b", "f7", 7);
        await Write("gone \"'", "v1");
        await Delete("gone \"'");
        await Write("other", "v1");
        var revisions = Store.Revisions(["a", "b", "gone \"'", "never"]).OrderBy(row => row.Key, StringComparer.Ordinal);
        Assert.Equal([new("a", new Revision(0, 2)), new("b", new Revision(7, 1)), new("gone \"'", new Revision(0, 2))], revisions);
        Assert.Empty(Store.Revisions([]));
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
    public async Task WhenAStrangerSetsAStamp_ThenItIsPutBack()
    {
        await Flush("a", "f7", 7);
        Foreign("UPDATE entries SET stamp = 99 WHERE key = 'a'");
        Foreign("UPDATE entries SET stamp = 98, value = 's2' WHERE key = 'a'");
        Foreign("INSERT INTO entries (key, value, stamp) VALUES ('b', 's1', 99)");
        var row = await Read("a");
        Assert.Equal((2, 7), (row.Version, row.Stamp));
        Assert.Equal((3, true, false), await Flush("a", "f8", 8));
        Assert.Equal((2, true, false), await Flush("b", "f1", 1));
    }

    [Fact]
    public async Task WhenAStrangerChangesAFlushedKey_ThenStampsStayWithTheirKeys()
    {
        await Flush("a", "f7", 7);
        await Flush("b", "f9", 9);
        await Flush("b", null, 10);
        Foreign("UPDATE entries SET key = 'b' WHERE key = 'a'");
        Assert.Equal((7, 10), ((await Read("a")).Stamp, (await Read("b")).Stamp));
    }

    [Fact]
    public async Task WhenAFlushIsLarge_ThenEveryRowIsWritten()
    {
        var rows = await Flush(stamped: true, [.. Enumerable.Range(0, 2_000).Select(i => new FlushRow($"k{i}", "v", i + 1, i + 1, 0))]);
        Assert.All(rows, row => Assert.Equal((1, true), (row.Version, row.Applied)));
        await Wait.Until(() => Store.Rows() == 2_000, "the rows are counted");
    }

    [Fact]
    public async Task WhenClosed_ThenStatementsAreAnsweredWithAnError()
    {
        await Write("a", "v1");
        Store.Dispose();
        Assert.Contains("closed", (await Read("a")).Error);
        Assert.Contains("closed", (await Write("a", "v2")).Error);
    }
}
