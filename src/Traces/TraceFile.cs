using AkkaCacheSim.Core.Settings;

namespace AkkaCacheSim.Traces;

/// <summary>Reads traces: a text file, a key a line.</summary>
public static class TraceFile
{
    // A file without line ends is no trace, and must not be read into memory to find that out.
    private const int LongestLine = 1 << 16;

    /// <summary>Reads the whole of a trace.</summary>
    /// <param name="path">The file.</param>
    /// <returns>A key a request, in order; equal keys are one string.</returns>
    /// <exception cref="TraceFormatException">It is no trace, or can't be read.</exception>
    public static IReadOnlyList<string> Keys(string path)
    {
        var pool = new Dictionary<string, string>(StringComparer.Ordinal);
        var keys = new List<string>();
        try
        {
            using var reader = new StreamReader(path);
            for (var line = ReadLine(reader, path, 1); line is not null; line = ReadLine(reader, path, keys.Count + 1))
            {
                if (!pool.TryGetValue(line, out var key)) pool[line] = key = Checked(line, path, keys.Count + 1);
                keys.Add(key);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new TraceFormatException($"{path}: can't be read: {e.Message}");
        }

        return keys.Count > 0 ? keys : throw new TraceFormatException($"{path}: a key a line was expected, and the file is empty");
    }

    private static string? ReadLine(StreamReader reader, string path, int number)
    {
        if (reader.Peek() < 0) return null;
        var line = new System.Text.StringBuilder();
        for (var next = reader.Read(); next >= 0 && next != '\n'; next = reader.Read())
        {
            if (line.Length == LongestLine) throw new TraceFormatException($"{path}, line {number}: a key of at most {Limits.KeyBytes} bytes was expected");
            line.Append((char)next);
        }

        return line.Length > 0 && line[^1] == '\r' ? line.ToString(0, line.Length - 1) : line.ToString();
    }

    private static string Checked(string key, string path, int number)
    {
        if (Limits.KeyProblem(key) is { } problem) throw new TraceFormatException($"{path}, line {number}: {problem}");
        foreach (var character in key)
        {
            if (char.IsControl(character) || character == '\uFFFD') throw new TraceFormatException($"{path}, line {number}: a key a line was expected; this looks like no text");
        }

        return key;
    }
}
