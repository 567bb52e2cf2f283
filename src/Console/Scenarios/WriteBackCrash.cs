using AkkaCacheSim.Console.Runs;
using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Randomness;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Workloads;

namespace AkkaCacheSim.Console.Scenarios;

/// <summary>Nodes are killed while they owe the origin acknowledged writes.</summary>
internal sealed class WriteBackCrash : IScenario
{
    // A cluster has removed a silent member, and its partitions live elsewhere, after some twelve seconds.
    private const long FirstRound = 3 * Durations.Second;
    private const long Round = 16 * Durations.Second;
    private const long PauseFor = 14 * Durations.Second;

    public string Name => "write-back-crash";

    public string What => "nodes are killed one after the other, one is paused until it has been removed, with a backlog of acknowledged writes";

    // The origin is slow, so that there is always a backlog; and always as slow, so that its reads do not fail.
    public SimSettings Settings { get; } = new() { Slots = 256, Write = "write-back", ServiceTime = new ServiceTime(400 * Durations.Millisecond, 600 * Durations.Millisecond), Sigma = 0, Kappa = 0 };

    public WorkloadSpec Load { get; } = new() { Keys = 20_000, Rate = 300, Duration = 30 * Durations.Second, WriteShare = 0.8 };

    public async Task<ScenarioOutcome> RunAsync(ScenarioStage stage)
    {
        var rows = new List<ScenarioRow>();
        foreach (var durability in (string[])["durable", "volatile"])
        {
            // What is to be lost is lost at the first kill.
            var load = durability == "durable" ? stage.Load : stage.Load with { Duration = Math.Min(stage.Load.Duration, Round) };
            var script = Script(stage.Settings, load.Duration);
            var result = await stage.PlayAsync(durability, stage.Settings with { Durability = durability }, load, script, record: true);
            var check = result.Check!;
            rows.Add(new ScenarioRow(durability,
            [
                ("kills", script.Count(step => step.Action == ScriptAction.Kill)),
                ("writes", result.Report.Writes),
                ("acknowledged", result.Report.WritesEnding(Core.Messages.Outcome.Stored)),
                ("errors", result.Report.Errors + result.Report.Shed),
                ("lostWrites", check.LostWrites.Count),
                ("overwrites", check.Overwrites.Count),
            ]));
        }

        return new ScenarioOutcome(rows,
        [
            Claim.AtMost("durable: acknowledged writes lost", rows[0]["lostWrites"], 0),
            Claim.AtMost("durable: newer writes overwritten by older ones", rows[0]["overwrites"], 0),
            Claim.AtLeast("volatile: acknowledged writes lost", rows[1]["lostWrites"], 1),
        ]);
    }

    // Rounds: in the second a node is paused for longer than the cluster waits for it, so that its dirty partitions are elsewhere when it goes on, and
    // what it then appends to their journals must not be acknowledged. The third lets it come back: with two more missing, half the nodes could be. In the
    // others nodes are killed, as many as leave a majority, and come back.
    private static List<ScriptStep> Script(SimSettings settings, long duration)
    {
        var random = new SeededRandom(settings.Seed, 3_000);
        var steps = new List<ScriptStep>();
        for (var (at, round) = (FirstRound, 0); at < duration; at += Round, round++)
        {
            if (round == 1)
            {
                var paused = Address.NameOf(Role.Node, settings.Nodes - 1);
                steps.AddRange([new(at, ScriptAction.Pause, paused), new(at + PauseFor, ScriptAction.Resume, paused), new(at + Round, ScriptAction.Restart, paused)]);
            }

            if (round is 1 or 2) continue;
            foreach (var victim in Victims(settings.Nodes, random)) steps.AddRange([new(at, ScriptAction.Kill, victim), new(at + Durations.Second, ScriptAction.Restart, victim)]);
        }

        return [.. steps.OrderBy(step => step.At)];
    }

    private static IEnumerable<string> Victims(int nodes, SeededRandom random)
    {
        var names = Enumerable.Range(0, nodes).Select(i => Address.NameOf(Role.Node, i)).ToList();
        for (var left = Math.Max(1, (nodes - 1) / 2); left > 0; left--)
        {
            var chosen = names[(int)random.NextBelow(names.Count)];
            names.Remove(chosen);
            yield return chosen;
        }
    }
}
