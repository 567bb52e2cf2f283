using System.CommandLine;

namespace AkkaCacheSim.Console.Commands;

/// <summary><c>kill</c> and <c>restart</c>: what can be done to a process.</summary>
internal static class FaultCommands
{
    /// <summary>Which process; the interactive session completes the names of members here.</summary>
    public static Argument<string> Process { get; } = new("NAME") { Description = "a process, as status names it" };

    public static Command Kill() => Create("kill", "Kill a process (SIGKILL)");

    public static Command Restart() => Create("restart", "Stop a process, if it lives, and start it again");

    /// <summary><c>stop NAME</c>.</summary>
    public static Command Stop() => Create("stop", "Let a process leave the cluster in good order, and end");

    /// <summary><c>pause NAME</c>.</summary>
    public static Command Pause() => Create("pause", "Stop a process in its tracks, as a long collection of garbage does");

    /// <summary><c>resume NAME</c>.</summary>
    public static Command Resume() => Create("resume", "Let a paused process go on");

    private static Command Create(string verb, string help)
    {
        var command = new Command(verb, help) { Process };
        command.SetAction(async (parsed, cancel) =>
        {
            using var client = ControlClient.Open(parsed.GetValue(CommonOptions.Data)!);
            var member = await client.PostAsync<MemberView>("/" + verb, new ProcessBody(parsed.GetValue(Process)!), cancel);
            if (parsed.GetValue(CommonOptions.Json)) System.Console.Out.WriteLine(Json.Text(new { member.Name, member.Status }));
            else System.Console.Out.WriteLine($"{member.Name} is {member.Status}");
            return ExitCodes.Done;
        });
        return command;
    }
}
