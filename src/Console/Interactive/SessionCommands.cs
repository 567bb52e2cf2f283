using System.CommandLine;
using AkkaCacheSim.Console.Commands;

namespace AkkaCacheSim.Console.Interactive;

/// <summary>Carries out the lines of a session: each is a command line of the program, run by the same code, or one of the few commands that only a session has.</summary>
internal sealed class SessionCommands
{
    private readonly string[] _data;
    private readonly string[] _json;

    /// <summary>Makes one.</summary>
    /// <param name="data">The data folder of lines that name none.</param>
    /// <param name="json">Whether every line is to print JSON.</param>
    public SessionCommands(string data, bool json) => (_data, _json) = (["--data", data], json ? ["--json"] : []);

    /// <summary>The commands of the program that a session takes: a session within a session is none.</summary>
    public static IReadOnlyList<Command> Programs { get; } = [.. CommandLine.Commands.Where(command => command.Name != "console")];

    /// <summary>Every word that a line can begin with.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Programs.Select(command => command.Name), "help", "exit", "quit"];

    /// <summary>Whether the session is to be left.</summary>
    public bool Over { get; private set; }

    /// <summary>Carries out a line. What goes wrong is one line on stderr.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> RunAsync(string line, CancellationToken cancel)
    {
        try
        {
            return await RunAsync(Words.Split(line), cancel);
        }
        catch (UsageException e)
        {
            return CommandLine.Say(ExitCodes.Usage, e.Message);
        }
        catch (Exception e)
        {
            // A defect of one command; the session has others to offer.
            return CommandLine.Say(ExitCodes.Failed, $"{e.GetType().Name}: {e.Message}");
        }
    }

    private async Task<int> RunAsync(string[] words, CancellationToken cancel)
    {
        switch (words)
        {
            case [] or [['#', ..], ..]:
                return ExitCodes.Done;
            case ["exit" or "quit"]:
                Over = true;
                return ExitCodes.Done;
            case ["help", .. var command]:
                return await Help.PrintAsync(command);
            case ["console", ..]:
                throw new UsageException("console: a command of this session was expected; 'help' lists them");
            default:
                // Twice the same option is an error.
                var data = words.Any(word => word == "--data" || word.StartsWith("--data=", StringComparison.Ordinal)) ? [] : _data;
                var json = words.Contains("--json") ? [] : _json;
                return await CommandLine.RunAsync([.. data, .. json, .. words], cancel);
        }
    }
}
