using System.CommandLine;
using AkkaCacheSim.Checker;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Origin.Rows;
using AkkaCacheSim.Traces;

namespace AkkaCacheSim.Console.Commands;

/// <summary>The command line: its commands, and what becomes of their errors.</summary>
public static class CommandLine
{
    private static readonly ParserConfiguration Parser = new() { ResponseFileTokenReplacer = null };

    /// <summary>Runs a command.</summary>
    /// <param name="args">The arguments.</param>
    /// <returns>The exit code: 0 done, 1 failed, 2 bad usage or input, 3 a claim did not hold.</returns>
    public static Task<int> RunAsync(string[] args) => RunAsync(args, CancellationToken.None);

    /// <summary>The commands that people use, in the order in which help lists them.</summary>
    internal static IReadOnlyList<Command> Commands => [.. Root().Subcommands.Where(command => !command.Hidden)];

    /// <summary>Runs a command that can be told to stop.</summary>
    internal static async Task<int> RunAsync(IReadOnlyList<string> args, CancellationToken cancel)
    {
        var parsed = Root().Parse(args, Parser);
        if (parsed.Errors.Count > 0) return Say(ExitCodes.Usage, Shortened(Problem(parsed)));
        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, cancel);
        }
        catch (Exception e) when (e is UsageException or TraceFormatException or HistoryFormatException)
        {
            return Say(ExitCodes.Usage, e.Message);
        }
        catch (Exception e) when (e is LiveException or TimeoutException or OriginUnavailableException or IOException or UnauthorizedAccessException or HttpRequestException)
        {
            return Say(ExitCodes.Failed, e.Message);
        }
        catch (OperationCanceledException)
        {
            return Say(ExitCodes.Failed, "stopped");
        }
    }

    /// <summary>What could stand after some words: the values of an option, or names of commands, options and values of the command that they come to.</summary>
    /// <param name="before">The words.</param>
    /// <param name="word">What is there of the next.</param>
    /// <returns>Names, those that do not go on from the word included, and the symbol that they are of.</returns>
    internal static (Symbol Of, IEnumerable<string> Names) Completions(IReadOnlyList<string> before, string word)
    {
        var root = Root();
        var command = root.Parse(before, Parser).CommandResult.Command;
        var option = before.Count == 0 ? null : command.Options.Concat(root.Options).FirstOrDefault(option => option.Name == before[^1] && option.Arity.MinimumNumberOfValues > 0);
        var context = root.Parse([.. before, word], Parser).GetCompletionContext();
        var items = option is null ? command.GetCompletions(context) : option.GetCompletions(context);
        return (option is null ? command : option, items.Select(item => item.Label).Where(label => label[0] != '/' && label != "-?"));
    }

    /// <summary>Says what went wrong.</summary>
    /// <returns>The exit code.</returns>
    internal static int Say(int code, string line)
    {
        System.Console.Error.WriteLine("akkacachesim: " + DatabaseUrl.Redact(line).ReplaceLineEndings(" "));
        return code;
    }

    private static RootCommand Root()
    {
        var root = new RootCommand("A distributed cache in front of a database, as a cluster of real processes, to be measured and broken.")
        {
            UpCommand.Create(),
            DownCommand.Create(),
            StatusCommand.Create(),
            RequestCommands.Get(),
            RequestCommands.Set(),
            RequestCommands.Del(),
            EventsCommand.Create(),
            ConfigureCommand.Create(),
            AddCommand.Create(),
            FaultCommands.Kill(),
            FaultCommands.Stop(),
            FaultCommands.Restart(),
            FaultCommands.Pause(),
            FaultCommands.Resume(),
            LinkCommands.Partition(),
            LinkCommands.Slow(),
            LinkCommands.Heal(),
            CompareCommand.Create(),
            SlotsCommand.Create(),
            ScenarioCommand.Create(),
            ReplayCommand.Create(),
            PlaceCommand.Create(),
            CheckCommand.Create(),
            FuzzCommand.Create(),
            TormentCommand.Create(),
            ConsoleCommand.Create(),
            RoleCommand.Create(),
        };
        root.Add(CommonOptions.Json);
        root.Add(CommonOptions.Data);
        return root;
    }

    // What nobody knows is said first: other errors may only follow from it.
    private static string Problem(ParseResult parsed) => parsed.UnmatchedTokens.Count > 0
        ? $"{parsed.UnmatchedTokens[0]}: a command, option or argument of '{parsed.CommandResult.Command.Name}' was expected; --help lists them"
        : parsed.Errors[0].Message;

    private static string Shortened(string message) => message.Length <= 300 ? message : message[..300] + "…";
}
