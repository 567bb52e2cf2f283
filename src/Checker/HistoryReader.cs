namespace AkkaCacheSim.Checker;

/// <summary>Reads histories: JSON lines, one event a line, its kind in <c>t</c>.</summary>
public static class HistoryReader
{
    /// <summary>
    /// Streams the lines that the checker needs. Blank lines, unknown kinds and unknown fields are passed over; a
    /// malformed line throws a <see cref="HistoryFormatException"/> when it is reached.
    /// </summary>
    /// <param name="reader">The text; the caller disposes it.</param>
    /// <param name="source">What to call the text in error messages.</param>
    /// <returns>The lines in their order.</returns>
    public static IEnumerable<HistoryLine> Read(TextReader reader, string source)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(source);
        return Lines(reader, source);
    }

    private static IEnumerable<HistoryLine> Lines(TextReader reader, string source)
    {
        var fields = new LineFields(source);
        for (long number = 1; reader.ReadLine() is { } text; number++)
        {
            if (string.IsNullOrWhiteSpace(text))
                continue;
            fields.Load(text, number);
            if (LineParser.Parse(fields) is { } line)
                yield return line;
        }
    }
}
