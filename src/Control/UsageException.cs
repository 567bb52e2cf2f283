namespace AkkaCacheSim.Control;

/// <summary>Bad usage or input: one line that names the argument and what was expected.</summary>
/// <param name="message">The line.</param>
public sealed class UsageException(string message) : Exception(message);
