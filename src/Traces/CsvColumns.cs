using nietras.SeparatedValues;

namespace AkkaCacheSim.Traces;

/// <summary>Which column of a csv trace is what: an index, or -1 for a column that isn't there.</summary>
/// <param name="Key">The key; must be there.</param>
/// <param name="Time">The time, seconds.</param>
/// <param name="Size">The size of key and value, bytes.</param>
/// <param name="Op">The operation.</param>
/// <param name="Ttl">The TTL, seconds.</param>
internal sealed record CsvColumns(int Key, int Time, int Size, int Op, int Ttl)
{
    private static readonly Dictionary<string, string[]> UsualNames = new()
    {
        ["key"] = ["key", "id", "obj_id"],
        ["time"] = ["time", "timestamp", "ts"],
        ["size"] = ["size", "bytes", "obj_size"],
        ["op"] = ["op", "operation"],
        ["ttl"] = ["ttl"],
    };

    /// <summary>Finds them in the header: as the user named them, or else under their usual names.</summary>
    public static CsvColumns Find(SepReaderHeader header, TraceInput source)
    {
        var named = Named(source.Columns);
        var key = IndexOf("key");
        if (key < 0) throw Fields.Expected(source.Path, 1, "a header with a column key was expected; --columns key=NAME says which one that is");
        return new CsvColumns(key, IndexOf("time"), IndexOf("size"), IndexOf("op"), IndexOf("ttl"));

        int IndexOf(string what)
        {
            if (named.TryGetValue(what, out var name))
            {
                return header.TryIndexOf(name, out var index) ? index : throw Fields.Expected(source.Path, 1, $"a column {name} was expected; the header has {string.Join(", ", header.ColNames)}");
            }

            foreach (var usual in UsualNames[what])
            {
                if (header.TryIndexOf(usual, out var index)) return index;
            }

            return -1;
        }
    }

    private static Dictionary<string, string> Named(string? columns)
    {
        var named = new Dictionary<string, string>();
        foreach (var pair in columns?.Split(',') ?? [])
        {
            if (pair.Split('=') is not [var what, { Length: > 0 } name] || !UsualNames.ContainsKey(what) || !named.TryAdd(what, name))
            {
                throw new TraceFormatException($"--columns {pair}: WHAT=NAME was expected, each once, WHAT one of {string.Join(", ", UsualNames.Keys)}");
            }
        }

        return named;
    }
}
