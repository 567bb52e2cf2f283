namespace AkkaCacheSim.Traces;

/// <summary>A file that is no trace.</summary>
/// <param name="message">One line: which file, where, and what was expected.</param>
public sealed class TraceFormatException(string message) : Exception(message)
{
    /// <summary>A trace without requests.</summary>
    /// <param name="source">Which one.</param>
    /// <returns>The exception.</returns>
    public static TraceFormatException Empty(TraceInput source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return new($"{source.Path}: a trace was expected, and the file is empty");
    }
}
