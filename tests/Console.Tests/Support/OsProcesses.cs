using System.Diagnostics;
using System.Globalization;

namespace AkkaCacheSim.Console.Tests.Support;

/// <summary>What the operating system says of processes.</summary>
internal static class OsProcesses
{
    /// <summary>Whether a process lives. One that has ended and that nobody has asked for its exit code is dead.</summary>
    public static bool Lives(int pid)
    {
        try
        {
            if (!OperatingSystem.IsLinux())
            {
                using var process = Process.GetProcessById(pid);
                return !process.HasExited;
            }

            var stat = File.ReadAllText($"/proc/{pid}/stat");
            return stat[stat.LastIndexOf(')') + 2] is not ('Z' or 'X');
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return false;
        }
    }

    /// <summary>Processes that have a folder on their command line: those of the clusters that live in it.</summary>
    public static List<int> Of(string folder)
    {
        if (!OperatingSystem.IsLinux()) return [];
        return [.. Directory.EnumerateDirectories("/proc")
            .Select(path => int.TryParse(Path.GetFileName(path), NumberStyles.None, CultureInfo.InvariantCulture, out var pid) ? pid : 0)
            .Where(pid => pid > 0 && pid != Environment.ProcessId && CommandLine(pid).Contains(folder, StringComparison.Ordinal) && Lives(pid))];
    }

    /// <summary>SIGKILL.</summary>
    public static void Kill(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            process.Kill();
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            // It was faster.
        }
    }

    /// <summary>SIGTERM.</summary>
    public static Task TerminateAsync(int pid) => SignalAsync(pid, "TERM");

    /// <summary>Any signal, by its name without SIG.</summary>
    public static async Task SignalAsync(int pid, string signal)
    {
        using var shell = Process.Start("sh", ["-c", string.Create(CultureInfo.InvariantCulture, $"kill -{signal} {pid}")]);
        await shell.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        Assert.Equal(0, shell.ExitCode);
    }

    private static string CommandLine(int pid)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/cmdline");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return string.Empty;
        }
    }
}
