using System.Globalization;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Workloads;

namespace AkkaCacheSim.Traces;

/// <summary>The fields of a text trace's line; what can't be read is named with its line.</summary>
internal static class Fields
{
    private const decimal LongestSeconds = long.MaxValue / Durations.Second;

    public static string Key(string key, string path, long line)
    {
        if (Limits.KeyProblem(key) is { } problem) throw Expected(path, line, problem);
        foreach (var character in key)
        {
            if (char.IsControl(character) || character == '\uFFFD') throw Expected(path, line, "a key a line was expected; this looks like no text");
        }

        return key;
    }

    public static long Bytes(ReadOnlySpan<char> text, string name, string path, long line) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value <= uint.MaxValue
            ? value
            : throw Expected(path, line, $"{name}: a number of bytes was expected");

    public static long Seconds(ReadOnlySpan<char> text, string name, string path, long line) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value <= LongestSeconds
            ? (long)(value * Durations.Second)
            : throw Expected(path, line, $"{name}: a number of seconds was expected");

    /// <summary>A TTL in seconds; 0 and nothing mean none.</summary>
    public static long Ttl(ReadOnlySpan<char> text, string name, string path, long line)
    {
        var ttl = text.IsEmpty ? 0 : Seconds(text, name, path, line);
        return ttl == 0 ? Durations.None : ttl;
    }

    public static OperationKind Kind(ReadOnlySpan<char> text, string path, long line) => text switch
    {
        "get" or "gets" or "read" => OperationKind.Read,
        "set" or "add" or "replace" or "cas" or "append" or "prepend" or "incr" or "decr" or "write" or "update" => OperationKind.Write,
        "delete" or "del" => OperationKind.Delete,
        _ => throw Expected(path, line, "an operation was expected: get, gets, set, add, replace, cas, append, prepend, incr, decr or delete"),
    };

    public static TraceFormatException Expected(string path, long line, string expected) => new($"{path}, line {line}: {expected}");
}
