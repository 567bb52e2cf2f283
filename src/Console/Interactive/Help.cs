using AkkaCacheSim.Console.Commands;

namespace AkkaCacheSim.Console.Interactive;

/// <summary><c>help</c> and <c>help COMMAND</c>.</summary>
internal static class Help
{
    /// <summary>Prints what there is, or what one command takes and examples of it.</summary>
    /// <param name="command">Nothing, or the command's words.</param>
    public static async Task<int> PrintAsync(IReadOnlyList<string> command)
    {
        if (command.Count == 0) return PrintCommands();
        var name = command[0];
        if (SessionCommands.Programs.All(known => known.Name != name)) throw Values.Expected("help", name, "one of " + string.Join(", ", SessionCommands.Programs.Select(known => known.Name)));
        var code = await CommandLine.RunAsync([name, "--help"], CancellationToken.None);
        System.Console.Out.WriteLine("Examples:");
        foreach (var line in Examples.Of(name)) System.Console.Out.WriteLine("  " + line);
        return code;
    }

    private static int PrintCommands()
    {
        var width = SessionCommands.Programs.Max(command => command.Name.Length) + 2;
        foreach (var command in SessionCommands.Programs) Print(command.Name, command.Description!);
        Print("help", "Show this, or what a COMMAND takes, with examples: help COMMAND");
        Print("exit", "Leave the session, as quit and Ctrl-D do; the cluster goes on");
        return ExitCodes.Done;

        void Print(string name, string what) => System.Console.Out.WriteLine(name.PadRight(width) + what);
    }
}
