using System.Globalization;

namespace AkkaCacheSim.Dashboard.Browser.Tests.Support;

/// <summary>Processes and those that they have started, by Linux's /proc.</summary>
internal static class ProcessTree
{
    /// <summary>Resident memory of this process's descendants of some name, in sum, bytes. Pages that they share count for each.</summary>
    /// <param name="name">What their name begins with.</param>
    public static long ResidentBytes(string name)
    {
        var children = Directory.EnumerateDirectories("/proc").Select(Of).OfType<Row>().ToLookup(row => row.Parent);
        return Descendants(Environment.ProcessId).Where(row => row.Name.StartsWith(name, StringComparison.Ordinal)).Sum(row => row.Pages) * Environment.SystemPageSize;

        IEnumerable<Row> Descendants(int pid) => children[pid].SelectMany(row => Descendants(row.Pid).Prepend(row));
    }

    // "pid (name) state parent …", of which the 24th is the resident pages.
    private static Row? Of(string folder)
    {
        if (!int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var pid)) return null;
        try
        {
            var stat = File.ReadAllText(Path.Combine(folder, "stat"));
            var end = stat.LastIndexOf(')');
            var fields = stat[(end + 2)..].Split(' ');
            return new Row(pid, int.Parse(fields[1], CultureInfo.InvariantCulture), stat[(stat.IndexOf('(', StringComparison.Ordinal) + 1)..end], long.Parse(fields[21], CultureInfo.InvariantCulture));
        }
        catch (IOException)
        {
            return null; // It has ended.
        }
    }

    private sealed record Row(int Pid, int Parent, string Name, long Pages);
}
