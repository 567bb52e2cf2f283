namespace AkkaCacheSim.Traces;

/// <summary>A file that is no trace.</summary>
/// <param name="message">One line: which file, where, and what was expected.</param>
public sealed class TraceFormatException(string message) : Exception(message);
