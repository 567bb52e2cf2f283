using System.CommandLine;

namespace AkkaCacheSim.Console.Commands;

/// <summary><c>add node</c>: a running cluster grows by a node.</summary>
internal static class AddCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var node = new Command("node", "Start another node, which joins under the next free name; 'stop' lets one leave");
        node.SetAction(async (parsed, cancel) =>
        {
            using var client = ControlClient.Open(parsed.GetValue(CommonOptions.Data)!);
            var member = await client.PostAsync<MemberView>("/add", new ProcessBody("node"), cancel);
            if (parsed.GetValue(CommonOptions.Json)) System.Console.Out.WriteLine(Json.Text(new { member.Name, member.Status }));
            else System.Console.Out.WriteLine($"{member.Name} is {member.Status}");
            return ExitCodes.Done;
        });
        return new Command("add", "Let a running cluster grow") { node };
    }
}
