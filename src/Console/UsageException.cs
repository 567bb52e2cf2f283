namespace AkkaCacheSim.Console;

/// <summary>Bad usage or input: one line that names the argument and what was expected.</summary>
/// <param name="message">The line.</param>
internal sealed class UsageException(string message) : Exception(message);
