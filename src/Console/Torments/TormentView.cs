using System.Text.Json.Nodes;
using AkkaCacheSim.Console.Results;
using AkkaCacheSim.Console.Scenarios;
using AkkaCacheSim.Core.Settings;

namespace AkkaCacheSim.Console.Torments;

/// <summary>A torment as <c>torment --json</c> prints it.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Settings">The cluster's settings.</param>
/// <param name="Rounds">Each round: its faults, and how long the cluster took to be ready again, ms; null when it was not.</param>
/// <param name="Kills">Kills.</param>
/// <param name="Pauses">Pauses.</param>
/// <param name="Partitions">Partitions.</param>
/// <param name="Reads">Reads that have ended, failed ones included.</param>
/// <param name="Writes">Writes through the cache that have ended, failed ones included.</param>
/// <param name="Failed">Requests that failed.</param>
/// <param name="Seconds">How long all of it took, s.</param>
/// <param name="Claims">The invariants and what became of them, as scenarios show their claims.</param>
internal sealed record TormentView(
    ulong Seed,
    IReadOnlyDictionary<string, string> Settings,
    IReadOnlyList<TormentRoundView> Rounds,
    int Kills,
    int Pauses,
    int Partitions,
    long Reads,
    long Writes,
    long Failed,
    double Seconds,
    JsonArray Claims)
{
    public static TormentView Of(SimSettings settings, TormentOutcome outcome, IReadOnlyList<Claim> claims, TimeSpan took) => new(
        settings.Seed,
        StatusView.Named(settings),
        [.. outcome.Rounds.Select(played => new TormentRoundView(played.Round.Number, [.. played.Round.Faults.Select(fault => fault.ToString())], played.ReadyMs))],
        outcome.Count(TormentKind.Kill),
        outcome.Count(TormentKind.Pause),
        outcome.Count(TormentKind.Partition),
        outcome.Reads,
        outcome.Writes,
        outcome.Failed,
        Math.Round(took.TotalSeconds, 1),
        ResultOutput.Document(claims));
}

/// <summary>One round.</summary>
internal sealed record TormentRoundView(int Round, IReadOnlyList<string> Faults, double? ReadyMs);
