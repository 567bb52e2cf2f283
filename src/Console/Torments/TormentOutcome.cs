namespace AkkaCacheSim.Console.Torments;

/// <summary>What came of a torment, the history aside.</summary>
/// <param name="Rounds">The rounds that were played.</param>
/// <param name="Reads">Reads that have ended, failed ones included.</param>
/// <param name="Writes">Writes through the cache that have ended, failed ones included.</param>
/// <param name="Failed">Requests that ended in an error, a time-out or a refusal, or were shed.</param>
/// <param name="Hangs">Whether a workload did not end in time.</param>
/// <param name="Drained">Whether all that was dirty has reached the origin in the end.</param>
internal sealed record TormentOutcome(IReadOnlyList<TormentedRound> Rounds, long Reads, long Writes, long Failed, bool Hangs, bool Drained)
{
    /// <summary>How many faults of a kind there were.</summary>
    public int Count(TormentKind kind) => Rounds.Sum(round => round.Round.Faults.Count(fault => fault.Kind == kind));
}
