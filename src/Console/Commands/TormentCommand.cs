using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using AkkaCacheSim.Console.Live;
using AkkaCacheSim.Console.Output;
using AkkaCacheSim.Console.Results;
using AkkaCacheSim.Console.Runs;
using AkkaCacheSim.Console.Scenarios;
using AkkaCacheSim.Console.Torments;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Workloads;

namespace AkkaCacheSim.Console.Commands;

/// <summary><c>torment</c>: random kills, pauses and partitions on a live cluster of its own under load, and the invariants checked.</summary>
internal static class TormentCommand
{
    private const int MostRounds = 10_000;

    private static readonly SimSettings Defaults = new()
    {
        Slots = 64,
        Coordinators = 2,
        Write = "write-back",
        Invalidation = InvalidationStrategies.Cdc,
        Ttl = Durations.None,
        ServiceTime = new ServiceTime(Durations.Millisecond, 5 * Durations.Millisecond),
    };

    private static readonly WorkloadSpec DefaultLoad = new() { Keys = 200, Theta = 0.9, Rate = 200, WriteShare = 0.3, BypassShare = 0.2, Duration = 4 * Durations.Second };

    public static Command Create()
    {
        var rounds = new Option<string>("--rounds") { Description = "how many rounds (10)", DefaultValueFactory = _ => "10", HelpName = "N" };
        var command = new Command("torment", "Kill, pause and partition processes of a live cluster at random, under load, and check the invariants") { rounds, CommonOptions.Bind }
            .WithSettings().WithWorkload();
        command.SetAction(async (parsed, _) =>
        {
            using var stop = StopSignals.ForCommand();
            var settings = SettingOption.Read(parsed, Defaults);
            var load = WorkloadOption.Read(parsed, DefaultLoad) with { Seed = settings.Seed };
            var count = (int)Values.Whole("--rounds", parsed.GetValue(rounds)!, 1, MostRounds);
            return await RunAsync(parsed, settings, load, count, stop.Token);
        });
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, SimSettings settings, WorkloadSpec load, int count, CancellationToken cancel)
    {
        var root = Path.Combine(Path.GetFullPath(parsed.GetValue(CommonOptions.Data)!), "torment");
        using var folder = DataFolder.Take(root);
        var path = DataFolder.Fresh(Path.Combine(root, "cluster"));
        var rounds = TormentSchedule.Draw(settings.Seed, count, [.. ExpectedMembers.Of(settings).Select(member => member.Name)]);
        var watch = Stopwatch.StartNew();
        System.Console.Error.WriteLine($"seed {settings.Seed}; {count} round{(count == 1 ? "" : "s")}");
        var (outcome, pids) = await RunProgress.ShowAsync("torment", progress => PlayAsync(settings, load, parsed.GetValue(CommonOptions.Bind)!, path, rounds, progress, cancel));
        List<Claim> claims = [.. TormentClaims.Judge(settings, count, outcome, Path.Combine(path, "history"), pids)];
        var view = TormentView.Of(settings, outcome, claims, watch.Elapsed);
        if (parsed.GetValue(CommonOptions.Json)) System.Console.Out.WriteLine(Json.Text(view));
        else Print(view, claims);
        return claims.TrueForAll(claim => claim.Holds) ? ExitCodes.Done : ExitCodes.NotHeld;
    }

    private static async Task<(TormentOutcome, IReadOnlyCollection<int>)> PlayAsync(SimSettings settings, WorkloadSpec load, string bind, string path, IReadOnlyList<TormentRound> rounds, RunProgress progress, CancellationToken cancel)
    {
        await using var schema = await RunSchema.TakeAsync(settings, cancel);
        HistoryStart.Write(path, schema.Settings);
        await using var cluster = await LiveCluster.StartAsync(DataFolder.Take(path), schema.Settings, new Binding(bind), record: true, progress.Say, cancel);
        var run = new TormentRun(cluster, rounds, progress);
        return (await run.PlayAsync(load, cancel), run.Pids);
    }

    private static void Print(TormentView view, IReadOnlyList<Claim> claims)
    {
        var table = new TextTable("rounds", "kills", "pauses", "partitions", "reads", "writes", "failed", "ready again, longest ms");
        table.Add(
            Figures.Count(view.Rounds.Count),
            Figures.Count(view.Kills),
            Figures.Count(view.Pauses),
            Figures.Count(view.Partitions),
            Figures.Count(view.Reads),
            Figures.Count(view.Writes),
            Figures.Count(view.Failed),
            Figures.Ms(view.Rounds.Max(round => round.ReadyMs)));
        table.Print();
        ResultOutput.PrintMarked(claims.Select(claim => (claim.Holds, claim.Line)));
        System.Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seed {view.Seed}, {view.Seconds:0} s"));
    }
}
