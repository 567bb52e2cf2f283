using System.CommandLine;
using AkkaCacheSim.Core.Placement;

namespace AkkaCacheSim.Console.Commands;

/// <summary><c>slots move A-B NODE</c>: gives slots of a running cluster to another node.</summary>
internal static class SlotsCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var slots = new Argument<string>("A-B") { Description = "a slot or a range of slots, from 0 to 16383" };
        var node = new Argument<string>("NODE") { Description = "the node that gets them" };
        var move = new Command("move", "Give slots to a node: only their keys move") { slots, node };
        move.SetAction(async (parsed, cancel) =>
        {
            var given = parsed.GetValue(slots)!;
            if (!SlotRange.TryParse(given, out _)) throw Values.Expected("slots move", given, "slots A-B, from 0 to 16383,");
            using var client = ControlClient.Open(parsed.GetValue(CommonOptions.Data)!);
            var view = await client.PostAsync<ConfigureView>("/slots/move", new SlotsBody(given, parsed.GetValue(node)!), cancel);
            if (parsed.GetValue(CommonOptions.Json)) System.Console.Out.WriteLine(Json.Text(view));
            else System.Console.Out.WriteLine($"moved: {view.Settings["slots-moved"]}; every live member has confirmed epoch {view.Epoch}");
            return ExitCodes.Done;
        });
        return new Command("slots", "Slots of a running cluster with --placement slots") { move };
    }
}
