namespace AkkaCacheSim.Console.Interactive;

/// <summary>A session without a terminal: a command a line, from the start of the input to its end.</summary>
internal static class PipedSession
{
    /// <summary>Carries out every line, also after one that failed.</summary>
    /// <param name="lines">The input.</param>
    /// <param name="commands">What carries lines out.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>0 when all went well, 2 when a line was bad usage, otherwise 1.</returns>
    public static async Task<int> RunAsync(TextReader lines, SessionCommands commands, CancellationToken cancel)
    {
        var code = ExitCodes.Done;
        while (!commands.Over && await lines.ReadLineAsync(cancel) is { } line)
        {
            var one = await commands.RunAsync(line, cancel);
            if (one == ExitCodes.Usage) code = ExitCodes.Usage;
            else if (one != ExitCodes.Done && code == ExitCodes.Done) code = ExitCodes.Failed;
        }

        return code;
    }
}
