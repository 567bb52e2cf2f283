namespace AkkaCacheSim.Console.Torments;

/// <summary>One round: faults, and the way back.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Rest">How long the cluster is left in peace before it, ns.</param>
/// <param name="Faults">What happens, in order of time.</param>
internal sealed record TormentRound(int Number, long Rest, IReadOnlyList<TormentFault> Faults)
{
    /// <summary>The round as people read it.</summary>
    public override string ToString() => string.Join("; meanwhile ", Faults);
}
