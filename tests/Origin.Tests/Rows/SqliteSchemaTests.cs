using AkkaCacheSim.Origin.Rows;
using Xunit;

namespace AkkaCacheSim.Origin.Tests.Rows;

/// <summary>Opening and the triggers, seen from plain connections.</summary>
public sealed class SqliteSchemaTests : IDisposable
{
    private const string Log = "SELECT seq, op, key, value, version, write_id FROM changes ORDER BY seq";

    private readonly TempFolder _folder = new();

    public SqliteSchemaTests() => SqliteSchema.Create(_folder.Database);

    public void Dispose() => _folder.Dispose();

    private void Run(string sql) => Foreigner.Run(_folder.Database, sql);

    private List<string> Changes() => Foreigner.Lines(_folder.Database, Log);

    [Fact]
    public void WhenCreatedTwice_ThenNothingIsLost()
    {
        Run("INSERT INTO entries (key, value) VALUES ('a', 'v1')");
        SqliteSchema.Create(_folder.Database);
        Assert.Equal(["wal"], Foreigner.Lines(_folder.Database, "PRAGMA journal_mode"));
        Assert.Equal(["1|c|a|v1|1|-"], Changes());
    }

    [Fact]
    public void WhenTheFileIsOfATimeBeforeStamps_ThenItGetsThemAndLosesNothing()
    {
        var file = _folder.File("old.db");
        Foreigner.Run(file, OldSchema.Sql);
        Foreigner.Run(file, "INSERT INTO entries (key, value, write_id) VALUES ('a', 'v1', 7), ('b', 'w1', 8)");
        Foreigner.Run(file, "DELETE FROM entries WHERE key = 'b'; INSERT INTO feed_position (id, log_id, sequence, partitions) VALUES (1, 'log', 2, '1,1')");
        SqliteSchema.Create(file);
        SqliteSchema.Create(file);
        Assert.Equal(["a|v1|1|7|-|0"], Foreigner.Lines(file, "SELECT * FROM entries"));
        Assert.Equal(["a|1|1|0|0|0", "b|2|0|0|0|0"], Foreigner.Lines(file, "SELECT * FROM versions"));
        Assert.Equal(["log|2|1,1"], Foreigner.Lines(file, SqliteSql.LoadPosition));
        foreach (var path in new[] { file, _folder.Database }) Foreigner.Run(path, "INSERT INTO entries (key, value) VALUES ('b', 'w3'); UPDATE entries SET stamp = 5, value = 'w4' WHERE key = 'b'");
        Assert.Equal(["1|c|a|v1|1|7|0", "2|c|b|w1|1|8|0", "3|d|b|-|2|-|0", "4|c|b|w3|3|-|0", "5|u|b|w4|4|-|0"], Foreigner.Lines(file, "SELECT * FROM changes"));
        // From now on it is like any other.
        const string Objects = "SELECT type, name, tbl_name FROM sqlite_schema ORDER BY type, name";
        Assert.Equal(Foreigner.Lines(_folder.Database, Objects), Foreigner.Lines(file, Objects));
        const string Triggers = "SELECT sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY name";
        Assert.Equal(Foreigner.Lines(_folder.Database, Triggers), Foreigner.Lines(file, Triggers));
    }

    [Fact]
    public void WhenTheFileIsNoDatabase_ThenOneLineSaysSo()
    {
        var file = _folder.File("text.db");
        File.WriteAllText(file, new string('x', 5_000));
        var failure = Assert.Throws<OriginUnavailableException>(() => SqliteSchema.Create(file));
        Assert.Equal($"origin database {file}: is not an SQLite database", failure.Message);
    }

    [Theory]
    [InlineData("/proc/origin.db")]
    [InlineData("/nowhere/at/all/origin.db")]
    [InlineData("/tmp")]
    public void WhenTheFileCannotBeCreated_ThenOneLineSaysSo(string path)
    {
        var failure = Assert.Throws<OriginUnavailableException>(() => SqliteSchema.Create(path));
        Assert.Contains(path, failure.Message);
        Assert.Contains("cannot be", failure.Message);
        Assert.DoesNotContain('\n', failure.Message);
    }

    [Theory]
    [InlineData("OFF")]
    [InlineData("ON")]
    public void WhenARowIsReplaced_ThenItsVersionGoesOn(string recursiveTriggers)
    {
        Run("INSERT INTO entries (key, value, write_id) VALUES ('a', 'v1', 7)");
        Run($"PRAGMA recursive_triggers = {recursiveTriggers}; INSERT OR REPLACE INTO entries (key, value) VALUES ('a', 'v2'); REPLACE INTO entries (key, value, version) VALUES ('a', 'v3', 1)");
        // Where the writer has recursive triggers, a replace is a delete and a create; where not, an update.
        var last = recursiveTriggers == "ON" ? 5 : 3;
        Assert.Equal([$"a|v3|{last}"], Foreigner.Lines(_folder.Database, "SELECT key, value, version FROM entries"));
        Assert.Equal(Enumerable.Range(1, last).Select(v => $"{v}|{v}"), Foreigner.Lines(_folder.Database, "SELECT seq, version FROM changes"));
    }

    [Fact]
    public void WhenAnUpdateReplacesAnotherRow_ThenBothKeysAreLogged()
    {
        Run("INSERT INTO entries (key, value) VALUES ('a', 'v1'), ('b', 'w1')");
        Run("UPDATE OR REPLACE entries SET key = 'b' WHERE key = 'a'");
        Assert.Equal(["1|c|a|v1|1|-", "2|c|b|w1|1|-", "3|d|a|-|2|-", "4|u|b|v1|2|-"], Changes());
    }

    [Fact]
    public void WhenAStatementIsIgnoredOrRolledBack_ThenTheLogHasNoHole()
    {
        Run("INSERT INTO entries (key, value) VALUES ('a', 'v1')");
        Run("INSERT OR IGNORE INTO entries (key, value) VALUES ('a', 'v2')");
        Run("BEGIN; INSERT INTO entries (key, value) VALUES ('b', 'v1'); DELETE FROM entries; ROLLBACK");
        Run("INSERT INTO entries (key, value) VALUES ('b', 'v1')");
        Assert.Equal(["1|c|a|v1|1|-", "2|c|b|v1|1|-"], Changes());
    }

    [Fact]
    public void WhenEveryRowIsDeleted_ThenEachIsLogged()
    {
        Run("INSERT INTO entries (key, value) VALUES ('a', 'v1'), ('b', 'w1')");
        Run("DELETE FROM entries");
        Assert.Equal(["3|d|a|-|2|-", "4|d|b|-|2|-"], Changes().Skip(2));
    }

    [Theory]
    [InlineData("stamp = 99")]
    [InlineData("version = 99")]
    [InlineData("version = 99, stamp = 99, value = 'v1'")]
    public void WhenAWriterSetsAVersionOrStamp_ThenTheRowGetsItsOwnBack(string set)
    {
        Run("INSERT INTO entries (key, value, version, stamp) VALUES ('a', 'v1', 50, 50)");
        Run($"UPDATE entries SET {set}");
        Assert.Equal(["1|1"], Foreigner.Lines(_folder.Database, "SELECT e.version = v.version, e.stamp = v.stamp FROM entries e JOIN versions v ON v.key = e.key"));
        Assert.Equal(["0"], Foreigner.Lines(_folder.Database, "SELECT stamp FROM entries"));
    }

    [Fact]
    public void WhenAWriterGivesNoId_ThenAnEarlierOneIsNotLoggedAgain()
    {
        Run("INSERT INTO entries (key, value, write_id) VALUES ('a', 'v1', 7)");
        Run("UPDATE entries SET value = 'v2' WHERE key = 'a'");
        Run("UPDATE entries SET value = 'v3', write_id = 8 WHERE key = 'a'");
        Run("UPDATE entries SET key = 'b'");
        Run("DELETE FROM entries");
        Assert.Equal(["7", "-", "8", "-", "-", "-"], Changes().Select(line => line.Split('|')[5]));
    }
}
