using System.CommandLine;
using AkkaCacheSim.Checker;
using AkkaCacheSim.Console.Live;
using AkkaCacheSim.Console.Output;
using AkkaCacheSim.Console.Results;
using AkkaCacheSim.Console.Runs;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Workloads;

namespace AkkaCacheSim.Console.Commands;

/// <summary><c>agree</c>: the same load in virtual time and on live processes, and whether the one predicts the other.</summary>
internal static class AgreeCommand
{
    // How long news under way is given at the end.
    private const long Drain = 500 * Durations.Millisecond;

    // A load that leaves a small machine time to spare: the model knows nothing of processors.
    private static readonly SimSettings Defaults = new() { Write = "write-around", Ttl = Durations.Second, Slots = 64 };

    private static readonly WorkloadSpec DefaultLoad = new()
    {
        Keys = 100,
        Rate = 300,
        WriteShare = 0.2,
        BypassShare = 0.2,
        Preload = true,
        Duration = 10 * Durations.Second,
    };

    public static Command Create()
    {
        var command = new Command("agree", "Run the same load in virtual time and on live processes, and show how far the figures differ") { CommonOptions.Bind }
            .WithSettings().WithWorkload().WithResults().WithRepeat();
        command.SetAction(async (parsed, _) =>
        {
            using var stop = StopSignals.ForCommand();
            return await RunAsync(parsed, stop.Token);
        });
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var settings = SettingOption.Read(parsed, Defaults);
        var spec = WorkloadOption.Read(parsed, DefaultLoad);
        var variants = Variants(parsed, settings).ToList();
        var experiment = ResultOptions.Read(parsed, "agree", settings, spec).Expecting(ResultRow.PathsOf<AgreementRow>(), [.. variants.Select(variant => variant.Name)]);
        var root = Path.Combine(Path.GetFullPath(parsed.GetValue(CommonOptions.Data)!), "agree");
        using var folder = DataFolder.Take(root);

        // For the processes that it starts: instrumented code would keep a small machine busy with compiling for as long as the load lasts.
        Environment.SetEnvironmentVariable("DOTNET_TieredPGO", "0");
        var results = await experiment.RunAsync(settings.Seed, async repetition =>
        {
            var rows = new List<AgreementRow>();
            foreach (var (name, variant) in variants)
            {
                var path = Path.Combine(root, name.Replace(' ', '-'));
                var seeded = variant with { Seed = repetition.Seed };

                var live = await PlayAsync(new LiveDriver(parsed.GetValue(CommonOptions.Bind)!), "live", seeded);

                // In virtual time the database is a model, whichever one the live origin has.
                var message = AgreementRow.MessageOf(live) is { } ms ? (long)(ms * Durations.Millisecond) : (long?)null;
                var simulated = await PlayAsync(new VirtualDriver(message), "virtual", seeded with { Origin = SimSettings.EmbeddedOrigin });
                rows.Add(AgreementRow.Of(name, simulated, live));

                async Task<CompareRow> PlayAsync(IDriver driver, string mode, SimSettings settings)
                {
                    var place = DataFolder.Fresh(Path.Combine(path, mode));
                    var workload = new Workload(spec with { Seed = settings.Seed }, null, Drain);
                    var result = await repetition.PlayAsync($"{name}, {mode}", progress => driver.RunAsync(settings, workload, place, record: true, progress, cancel));
                    return CompareRow.Of(StatusView.Named(settings)["invalidation"], result.Report, result.OriginReads, HistoryCheck.Run([Path.Combine(place, "history")]));
                }
            }

            return new RunOutcome([.. rows.Select(row => ResultRow.Of(row.Variant, row))], [.. rows.SelectMany(row => row.Claims())]);
        });
        return ResultOutput.Show(results, parsed.GetValue(CommonOptions.Json), () => AgreementTable.Print(results.Rows.Select(row => row.As<AgreementRow>())), tableHasClaims: true);
    }

    // Both read policies under each way of invalidation, or whichever the command line names.
    private static IEnumerable<(string Name, SimSettings Settings)> Variants(ParseResult parsed, SimSettings settings)
    {
        string[] reads = Given("--read") || Given("--preset") ? [settings.Read] : ["cache-aside", "read-through"];
        InvalidationStrategies[] ways = Given("--invalidation") ? [settings.Invalidation] : [InvalidationStrategies.Ttl, InvalidationStrategies.Explicit, InvalidationStrategies.Cdc];
        return reads.SelectMany(read => ways.Select(way =>
        {
            var variant = settings with { Read = read, Invalidation = way };
            return ($"{read} {StatusView.Named(variant)["invalidation"]}", variant);
        }));

        bool Given(string option) => SettingOption.Given(parsed, option) is not null;
    }
}
