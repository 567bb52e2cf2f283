using System.Globalization;

namespace AkkaCacheSim.Console.Tests.Support;

/// <summary>The real trace and what others counted on it, where the folder that has them lies beside the repository.</summary>
internal static class RealTrace
{
    private const string Name = "cache2k-web07.txt";

    /// <summary>The trace's path; the test is skipped where there is none.</summary>
    public static string File() => Path.Combine(Folder(), Name);

    /// <summary>Misses by capacity, LRU.</summary>
    public static Dictionary<int, long> LruMisses() => System.IO.File.ReadLines(Path.Combine(Folder(), "reference-miss-counts.csv"))
        .Select(line => line.Split(','))
        .Where(row => row[0] == Name && row[1] == "LRU")
        .ToDictionary(row => int.Parse(row[2], CultureInfo.InvariantCulture), row => long.Parse(row[4], CultureInfo.InvariantCulture));

    private static string Folder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var traces = Path.Combine(folder.FullName, "shared", "traces");
            if (System.IO.File.Exists(Path.Combine(traces, Name))) return traces;
        }

        Assert.Skip($"{Name} is not in a folder shared/traces beside the repository");
        return string.Empty;
    }
}
