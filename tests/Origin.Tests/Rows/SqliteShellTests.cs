using System.ComponentModel;
using System.Diagnostics;
using AkkaCacheSim.Origin.Rows;
using Xunit;

namespace AkkaCacheSim.Origin.Tests.Rows;

/// <summary>The sqlite3 shell writes: another build of SQLite, another process.</summary>
public sealed class SqliteShellTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void WhenTheShellWrites_ThenVersionsAndLogAreKept()
    {
        SqliteSchema.Create(_folder.Database);
        Shell("INSERT INTO entries (key, value) VALUES ('a', 'v1');");
        Shell("UPDATE entries SET value = 'v2'; INSERT OR REPLACE INTO entries (key, value) VALUES ('a', 'v3');");
        Shell("DELETE FROM entries; INSERT INTO entries (key, value) VALUES ('a', 'v5'); UPDATE entries SET key = 'b';");
        Assert.Equal(["1|c|a|v1|1|-", "2|u|a|v2|2|-", "3|u|a|v3|3|-", "4|d|a|-|4|-", "5|c|a|v5|5|-", "6|d|a|-|6|-", "7|c|b|v5|1|-"],
            Foreigner.Lines(_folder.Database, "SELECT seq, op, key, value, version, write_id FROM changes ORDER BY seq"));
    }

    private void Shell(string sql)
    {
        try
        {
            using var shell = Process.Start(new ProcessStartInfo("sqlite3", [_folder.Database, sql]) { RedirectStandardError = true })!;
            var errors = shell.StandardError.ReadToEnd();
            shell.WaitForExit();
            Assert.True(shell.ExitCode == 0, errors);
        }
        catch (Win32Exception)
        {
            Assert.Skip("the sqlite3 shell is not installed");
        }
    }
}
