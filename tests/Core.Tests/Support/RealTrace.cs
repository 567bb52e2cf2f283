using System.Globalization;

namespace AkkaCacheSim.Core.Tests.Support;

/// <summary>The real trace and what another simulator counted on it, where the folder that has them lies beside the repository.</summary>
internal static class RealTrace
{
    private const string Name = "cache2k-web07.txt";

    /// <summary>A key a request; the test is skipped where there is none.</summary>
    public static string[] Keys() => [.. File.ReadLines(Path.Combine(Folder(), Name))];

    /// <summary>Capacities and misses of a policy, under the reference's name for it.</summary>
    public static List<(int Capacity, int Misses)> Reference(string policy) =>
    [
        .. File.ReadLines(Path.Combine(Folder(), "reference-miss-counts.csv"))
            .Select(line => line.Split(','))
            .Where(row => row[0] == Name && row[1] == policy)
            .Select(row => (int.Parse(row[2], CultureInfo.InvariantCulture), int.Parse(row[4], CultureInfo.InvariantCulture))),
    ];

    private static string Folder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var traces = Path.Combine(folder.FullName, "shared", "traces");
            if (File.Exists(Path.Combine(traces, Name))) return traces;
        }

        Assert.Skip($"{Name} is not in a folder shared/traces beside the repository");
        return string.Empty;
    }
}
