using System.CommandLine;
using AkkaCacheSim.Console.Live;

namespace AkkaCacheSim.Console.Commands;

/// <summary><c>role NAME</c>: one process of a cluster; <c>up</c> starts these.</summary>
internal static class RoleCommand
{
    public static Command Create()
    {
        var name = new Argument<string>("NAME") { Description = "coordinator-N, node-N, origin or invalidator-N" };
        var join = new Option<string>("--join") { Description = "HOST:PORT of members, with commas between them", HelpName = "HOST:PORT", Required = true };
        var supervised = new Option<bool>("--supervised") { Description = "leave when standard input ends" };
        var record = new Option<bool>("--record") { Description = "keep a history" };
        var command = new Command("role", "Run one process of a cluster (up starts these)") { name, join, supervised, record, CommonOptions.Bind, CommonOptions.Port };
        command.Hidden = true;
        command.SetAction((parsed, _) => RoleProcess.RunAsync(
            parsed.GetValue(name)!,
            Path.GetFullPath(parsed.GetValue(CommonOptions.Data)!),
            Values.Members("--join", parsed.GetValue(join)!),
            CommonOptions.Binding(parsed),
            parsed.GetValue(supervised),
            parsed.GetValue(record)));
        return command;
    }
}
