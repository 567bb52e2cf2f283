using System.Collections.Immutable;
using System.CommandLine;
using AkkaCacheSim.Console.Output;
using AkkaCacheSim.Core.Placement;
using AkkaCacheSim.Core.Settings;

namespace AkkaCacheSim.Console.Commands;

/// <summary><c>place</c>: who owns which key, and what a change of nodes moves. Needs no cluster.</summary>
internal static class PlaceCommand
{
    // As many as a table of partitions or slots can be dealt to in earnest.
    private const int MostNodes = 1_024;

    private static readonly string[] Settings = ["--placement", "--vnodes", "--hash", "--weights"];
    private static readonly Option<string[]> Node = new("--node") { Description = "a node's name; once for each node, or a list", HelpName = "NAME", Required = true };
    private static readonly Option<string[]> Join = new("--join") { Description = "show what moves when these nodes join", HelpName = "NAME" };
    private static readonly Option<string[]> Leave = new("--leave") { Description = "show what moves when these nodes leave", HelpName = "NAME" };
    private static readonly Option<string?> KeysFile = new("--keys-file") { Description = "a file of keys, one a line", HelpName = "FILE" };
    private static readonly Argument<string[]> Keys = new("KEY") { Description = "keys", Arity = ArgumentArity.ZeroOrMore };

    public static Command Create()
    {
        var command = new Command("place", "Show the owners of keys, and what a change of nodes moves") { Keys, Node, Join, Leave, KeysFile };
        foreach (var setting in SettingOption.All.Where(IsOfPlacement)) command.Add(setting.Option);
        command.SetAction((parsed, _) => Task.FromResult(Run(parsed)));
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        var before = Names("--node", parsed.GetValue(Node)!);
        var after = Changed(before, Names("--join", parsed.GetValue(Join) ?? []), Names("--leave", parsed.GetValue(Leave) ?? []));
        if (before.Length > MostNodes || after.Length > MostNodes) throw new UsageException($"--node: at most {MostNodes} nodes were expected");
        var settings = SettingOption.All.Where(IsOfPlacement).Aggregate(new SimSettings(), (sum, option) => option.Apply(sum, parsed));
        if (PlacementCheck.Problems(settings, before.Length).FirstOrDefault() is { } problem) throw new UsageException(problem);
        var keys = KeyList.Of(parsed.GetValue(Keys)!, parsed.GetValue(KeysFile));

        var placement = Placements.Create(settings, new Roster(before, before));
        var changed = before == after ? placement : Placements.Create(settings, new Roster(after, before));
        var movement = new Movement(placement, changed);
        if (parsed.GetValue(CommonOptions.Json)) PlaceOutput.WriteJson(settings, keys, placement, movement, before != after);
        else if (before != after) PlaceOutput.PrintMovement(keys, movement);
        else PlaceOutput.PrintOwners(keys, placement, movement);
        return ExitCodes.Done;
    }

    private static bool IsOfPlacement(NamedOption<SimSettings> setting) => Settings.Contains(setting.Option.Name);

    private static ImmutableArray<string> Names(string option, string[] given)
    {
        ImmutableArray<string> names = [.. given.SelectMany(text => text.Split(','))];
        if (names.Contains(string.Empty)) throw new UsageException($"{option} {string.Join(',', names)}: a name of at least one character was expected");
        return names.CountBy(name => name).FirstOrDefault(name => name.Value > 1).Key is { } twice
            ? throw Values.Expected(option, twice, "each node once")
            : names;
    }

    private static ImmutableArray<string> Changed(ImmutableArray<string> before, ImmutableArray<string> join, ImmutableArray<string> leave)
    {
        if (join.FirstOrDefault(before.Contains) is { } there) throw Values.Expected("--join", there, "a node that is not there yet");
        if (leave.FirstOrDefault(name => !before.Contains(name)) is { } absent) throw Values.Expected("--leave", absent, "one of the nodes that --node names");
        if (join.IsEmpty && leave.IsEmpty) return before;
        ImmutableArray<string> after = [.. before.Except(leave), .. join];
        return after.IsEmpty ? throw new UsageException("--leave: at least one node that stays was expected") : after;
    }
}
