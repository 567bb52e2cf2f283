using AkkaCacheSim.Core.Workloads;

namespace AkkaCacheSim.Traces;

/// <summary>The formats of traces by name.</summary>
public static class TraceFormats
{
    private static readonly Dictionary<string, Func<Stream, TraceInput, IEnumerable<TraceRequest>>> ByName = new()
    {
        ["txt"] = TxtFormat.Read,
        ["csv"] = CsvFormat.Read,
        ["twitter"] = TwitterFormat.Read,
        ["oracle-general"] = OracleGeneralFormat.Read,
    };

    /// <summary>The names that there are.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. ByName.Keys];

    internal static IEnumerable<TraceRequest> Read(Stream stream, TraceInput source)
    {
        var name = source.Format ?? Guess(source);
        return ByName.TryGetValue(name, out var read)
            ? read(stream, source)
            : throw new TraceFormatException($"--format {name}: one of {string.Join(", ", Names)} was expected");
    }

    private static string Guess(TraceInput source)
    {
        if (source.Columns is not null) return "csv";
        var name = Path.GetFileName(source.Path);
        if (Path.GetExtension(name) is ".gz" or ".zst") name = Path.GetFileNameWithoutExtension(name);
        if (name.Contains("oracleGeneral", StringComparison.Ordinal)) return "oracle-general";
        // Twitter's published files are cluster1.sort.zst and so on.
        return Path.GetExtension(name) switch { ".csv" => "csv", ".sort" => "twitter", _ => "txt" };
    }
}
