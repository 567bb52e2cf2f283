using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using AkkaCacheSim.Cluster;
using AkkaCacheSim.Core.Settings;

namespace AkkaCacheSim.Bench.Lag;

/// <summary>A database's own shell, one session of it that is fed statements, each when the one before is answered.</summary>
internal sealed class ShellWriter : IDisposable
{
    private readonly Process _shell;
    private readonly string _tail;

    private ShellWriter(Process shell, string tail)
    {
        _shell = shell;
        _tail = tail;
    }

    /// <summary>psql; null where it is not installed.</summary>
    public static ShellWriter? Psql(DatabaseUrl url) => Start(string.Empty, "psql", "-X", url.WithoutPassword.ToString());

    /// <summary>sqlite3, which says nothing of an update unless it is asked; null where it is not installed.</summary>
    public static ShellWriter? Sqlite(string file) => Start(" SELECT changes();", "sqlite3", "-cmd", ".timeout 10000", file);

    /// <summary>Updates one key after the other.</summary>
    /// <param name="rate">Statements a second, as far as the shell is that fast.</param>
    /// <param name="keys">Keys k0, k1 and so on, drawn uniformly.</param>
    /// <param name="until">When to end, ns.</param>
    public List<ShellWrite> Write(int rate, int keys, long until)
    {
        var (random, writes, begin) = (new Random(1), new List<ShellWrite>(), MonotonicClock.Now());
        for (var due = begin; due < until; due = begin + (writes.Count * 1_000_000_000L / rate))
        {
            // Not a wait for something: the writer's own pace.
            var left = due - MonotonicClock.Now();
            if (left > 0) Thread.Sleep(TimeSpan.FromMicroseconds(left / 1e3));
            var key = "k" + random.Next(keys).ToString(CultureInfo.InvariantCulture);
            var start = MonotonicClock.Now();
            if (start >= until) break;
            _shell.StandardInput.WriteLine($"UPDATE entries SET value = 'shell-{writes.Count:0000000000}' WHERE key = '{key}';{_tail}");
            _shell.StandardInput.Flush();
            if (_shell.StandardOutput.ReadLine() is var answer and not ("UPDATE 1" or "1")) throw new InvalidOperationException($"{_shell.StartInfo.FileName} did not update {key}; it said: {answer}");
            writes.Add(new ShellWrite(key, start, MonotonicClock.Now()));
        }

        return writes;
    }

    public void Dispose()
    {
        _shell.StandardInput.Close();
        _shell.WaitForExit();
        _shell.Dispose();
    }

    private static ShellWriter? Start(string tail, string program, params string[] arguments)
    {
        try
        {
            return new ShellWriter(Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!, tail);
        }
        catch (Win32Exception)
        {
            System.Console.Error.WriteLine($"cdc-lag: {program} is not installed; left out");
            return null;
        }
    }
}
