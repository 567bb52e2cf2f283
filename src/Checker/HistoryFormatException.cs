namespace AkkaCacheSim.Checker;

/// <summary>A history line cannot be read. The message is one line that names source, line and what was expected.</summary>
public sealed class HistoryFormatException : Exception
{
    /// <summary>Creates the exception with a default message.</summary>
    public HistoryFormatException()
        : this("a history line cannot be read")
    {
    }

    /// <summary>Creates the exception with a message.</summary>
    /// <param name="message">What is wrong and where.</param>
    public HistoryFormatException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with a message and its cause.</summary>
    /// <param name="message">What is wrong and where.</param>
    /// <param name="innerException">The cause.</param>
    public HistoryFormatException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Creates the exception for one line of a source.</summary>
    /// <param name="source">The file or stream.</param>
    /// <param name="lineNumber">The line's number, from 1.</param>
    /// <param name="expected">What should have been there.</param>
    /// <param name="innerException">The cause, if any.</param>
    public HistoryFormatException(string source, long lineNumber, string expected, Exception? innerException = null)
        : base($"{source}, line {lineNumber}: expected {expected}", innerException)
    {
        LineNumber = lineNumber;
    }

    /// <summary>The number of the line, from 1; 0 where not known.</summary>
    public long LineNumber { get; }
}
