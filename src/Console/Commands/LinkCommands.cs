using System.CommandLine;
using AkkaCacheSim.Console.Live;
using AkkaCacheSim.Core.Settings;

namespace AkkaCacheSim.Console.Commands;

/// <summary><c>partition</c>, <c>slow</c> and <c>heal</c>: what can be done to the links between processes.</summary>
internal static class LinkCommands
{
    private static readonly Option<string> For = new("--for")
    {
        Description = "how long it lasts, at most 10m (10m)",
        DefaultValueFactory = _ => "10m",
        HelpName = "DURATION",
    };

    /// <summary>The groups of a partition; the interactive session completes the names of members here.</summary>
    public static Argument<string[]> Groups { get; } = new("A,B")
    {
        Description = "processes with commas between them; several groups with blanks between them",
        Arity = ArgumentArity.OneOrMore,
    };

    /// <summary><c>partition A,B [C,D …]</c>.</summary>
    public static Command Partition()
    {
        var command = new Command("partition", "Cut groups of processes off: from each other, and from all that are in none") { Groups, For };
        command.SetAction((parsed, cancel) => PostAsync(parsed, "/partition", new PartitionBody(parsed.GetValue(Groups)!, Milliseconds(parsed)), cancel));
        return command;
    }

    /// <summary><c>slow NAME RATE</c>.</summary>
    public static Command Slow()
    {
        var rate = new Argument<string>("RATE") { Description = "bytes a second, such as 500, 20KB or 1MiB" };
        var command = new Command("slow", "Slow down a process's links") { FaultCommands.Process, rate, For };
        command.SetAction((parsed, cancel) => PostAsync(parsed, "/slow", new SlowBody(parsed.GetValue(FaultCommands.Process)!, Values.Size("slow", parsed.GetValue(rate)!), Milliseconds(parsed)), cancel));
        return command;
    }

    /// <summary><c>heal</c>.</summary>
    public static Command Heal()
    {
        var command = new Command("heal", "Mend every link that is cut or slow");
        command.SetAction((parsed, cancel) => PostAsync(parsed, "/heal", new { }, cancel));
        return command;
    }

    private static long Milliseconds(ParseResult parsed)
    {
        var text = parsed.GetValue(For)!;
        var time = Values.Duration("--for", text);
        return time >= Durations.Millisecond && time <= (long)Links.Longest.TotalNanoseconds
            ? time / Durations.Millisecond
            : throw Values.Expected("--for", text, "a duration from 1ms to 10m");
    }

    private static async Task<int> PostAsync(ParseResult parsed, string path, object body, CancellationToken cancel)
    {
        using var client = ControlClient.Open(parsed.GetValue(CommonOptions.Data)!);
        var links = await client.PostAsync<LinksView>(path, body, cancel);
        System.Console.Out.WriteLine(parsed.GetValue(CommonOptions.Json) ? Json.Text(links) : $"{links.Name}: {links.Status}");
        return ExitCodes.Done;
    }
}
