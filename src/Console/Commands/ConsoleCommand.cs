using System.CommandLine;
using AkkaCacheSim.Console.Interactive;

namespace AkkaCacheSim.Console.Commands;

/// <summary><c>console</c>: a session on a running cluster, each line a command.</summary>
internal static class ConsoleCommand
{
    public static Command Create()
    {
        var command = new Command("console", "Type commands at a running cluster; without a terminal, read them line by line");
        command.SetAction(async (parsed, cancel) =>
        {
            var data = parsed.GetValue(CommonOptions.Data)!;
            var commands = new SessionCommands(data, parsed.GetValue(CommonOptions.Json));
            if (!IsTerminal()) return await PipedSession.RunAsync(System.Console.In, commands, cancel);
            await InteractiveSession.RunAsync(data, commands);
            return ExitCodes.Done;
        });
        return command;
    }

    private static bool IsTerminal() =>
        !System.Console.IsInputRedirected && !System.Console.IsOutputRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb";
}
