using System.Text;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Workloads;

namespace AkkaCacheSim.Traces;

/// <summary>A key a line; every request is a read.</summary>
internal static class TxtFormat
{
    // A file without line ends is no trace, and must not be read into memory to find that out.
    private const int LongestLine = 1 << 16;

    public static IEnumerable<TraceRequest> Read(Stream stream, TraceInput source)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8, detectEncodingFromByteOrderMarks: true, LongestLine);
        var line = new StringBuilder();
        for (var number = 1L; ReadLine(reader, line, source.Path, number); number++)
        {
            yield return new TraceRequest(Fields.Key(line.ToString(), source.Path, number));
        }
    }

    private static bool ReadLine(StreamReader reader, StringBuilder line, string path, long number)
    {
        line.Clear();
        if (reader.Peek() < 0) return false;
        for (var next = reader.Read(); next >= 0 && next != '\n'; next = reader.Read())
        {
            if (line.Length == LongestLine) throw new TraceFormatException($"{path}, line {number}: a key of at most {Limits.KeyBytes} bytes was expected");
            line.Append((char)next);
        }

        if (line.Length > 0 && line[^1] == '\r') line.Length--;
        return true;
    }
}
