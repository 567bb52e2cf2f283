using AkkaCacheSim.Console.Runs;
using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Origin;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Workloads;

namespace AkkaCacheSim.Console.Scenarios;

/// <summary>Misses surge past the origin's knee and back.</summary>
internal sealed class OriginCollapse : IScenario
{
    private const long SurgeAt = 3 * Durations.Second;
    private const long SurgeFor = 4 * Durations.Second;
    private const double Surge = 12;

    public string Name => "origin-collapse";

    public string What => $"the origin's knee, found with more and more busy connections; then misses surge to {Surge} times the steady load and back";

    // Many more keys than room: nearly every read is a miss.
    public SimSettings Settings { get; } = new() { Slots = 8, Timeout = Durations.Second };

    public WorkloadSpec Load { get; } = new() { Keys = 100_000, Rate = 80, Duration = 16 * Durations.Second };

    public async Task<ScenarioOutcome> RunAsync(ScenarioStage stage)
    {
        var law = new ScalabilityLaw(stage.Settings.Sigma, stage.Settings.Kappa);
        var mean = (stage.Settings.ServiceTime.Least + stage.Settings.ServiceTime.Most) / 2.0;
        var knee = law.Knee(stage.Settings.Pool, mean);
        var rows = new List<ScenarioRow>();
        foreach (var connections in Steps(knee.Concurrency, stage.Settings.Pool)) rows.Add(await ClimbAsync(stage, connections, law.Throughput(connections, mean)));
        var best = rows.MaxBy(row => row["originReadsPerSecond"])!;
        var last = rows[^1];
        var claims = new List<Claim>
        {
            Claim.Near("origin reads a second at the knee", best["originReadsPerSecond"], knee.Throughput, knee.Throughput * 0.1),
            Claim.Near("busy connections at the knee, of those tried", best["busyMax"], knee.Concurrency, knee.Concurrency * 0.1),
            Claim.AtMost("beyond it the origin does less, against the knee", last["originReadsPerSecond"] / best["originReadsPerSecond"], 0.95),
        };
        foreach (var (name, settings) in Variants(stage.Settings))
        {
            var row = await SurgeAsync(stage, name, settings);
            rows.Add(row);
            claims.Add(Claim.AtLeast($"{name}: calls shed", row["shed"], 1));
            claims.Add(Claim.AtMost($"{name}: calls that waited at most", row["waitingMax"], settings.Queue));
            claims.Add(Claim.AtMost($"{name}: recovered after", row["recoveredAfterMs"], (stage.Load.Duration - SurgeAt - SurgeFor) / 1e6, " ms"));
        }

        return new ScenarioOutcome(rows, claims);
    }

    private static IEnumerable<int> Steps(int knee, int pool) => ((int[])[1, knee / 4, knee / 2, knee, knee * 3 / 2, pool]).Where(connections => connections >= 1 && connections <= pool).Distinct();

    // Whoever waits longer than a reader's time-out is served for nobody: with a queue this long that is what happens.
    private static (string, SimSettings)[] Variants(SimSettings settings) =>
    [
        ("surge, none", settings with { Protect = ProtectionSet.None }),
        ("surge, 3 retries", settings with { Retries = 3, Protect = ProtectionSet.None }),
        ("surge, 3 retries, retry-budget", settings with { Retries = 3, Protect = ProtectionSet.RetryBudget }),
        ("surge, breaker", settings with { Protect = ProtectionSet.Breaker }),
        ("surge, short queue", settings with { Queue = settings.Pool, Protect = ProtectionSet.None }),
    ];

    // Twice as many readers as connections: all connections are busy all the time, however long the way to them is.
    private static async Task<ScenarioRow> ClimbAsync(ScenarioStage stage, int connections, double law)
    {
        var name = $"{connections} busy";
        var load = stage.Load with { Rate = 0, Concurrency = 2 * connections, Duration = 3 * Durations.Second };
        var result = await stage.PlayAsync(name, stage.Settings with { Pool = connections, Protect = ProtectionSet.None }, load);
        return Row(name, result, law, null);
    }

    private static async Task<ScenarioRow> SurgeAsync(ScenarioStage stage, string name, SimSettings settings)
    {
        var result = await stage.PlayAsync(name, settings, stage.Load with { SurgeFactor = Surge, SurgeAt = SurgeAt, SurgeFor = SurgeFor });
        var congested = result.Origin.Where(sample => sample.At >= SurgeAt && sample.MaxBusy >= settings.Pool).Select(sample => sample.At).DefaultIfEmpty(SurgeAt + SurgeFor).Max();
        return Row(name, result, null, Math.Max(0, congested + OriginSeries.Interval - SurgeAt - SurgeFor) / 1e6);
    }

    private static ScenarioRow Row(string name, RunResult result, double? law, double? recovered) => new(name,
    [
        ("reads", result.Report.Reads),
        ("originReadsPerSecond", law is null ? null : Math.Round(result.Report.ReadsEnding(Outcome.Miss) * 1e9 / (result.Report.EndedAt - result.Report.StartedAt), 1)),
        ("lawPerSecond", law is { } figure ? Math.Round(figure, 1) : null),
        ("missP50Ms", Quantile.Ms(result.Report.Miss, 50)),
        ("missP99Ms", Quantile.Ms(result.Report.Miss, 99)),
        ("errors", result.Report.Errors),
        ("shed", result.Origin.Sum(sample => (long)sample.Shed)),
        ("busyMax", result.Origin.Select(sample => sample.MaxBusy).DefaultIfEmpty().Max()),
        ("waitingMax", result.Origin.Select(sample => sample.MaxWaiting).DefaultIfEmpty().Max()),
        ("recoveredAfterMs", recovered),
    ]);
}
