using AkkaCacheSim.Console.Scenarios;

namespace AkkaCacheSim.Console.Runs;

/// <summary>One load in virtual time and on live processes, and how far the two differ.</summary>
/// <param name="Variant">What it ran under.</param>
/// <param name="Virtual">What the virtual run measured.</param>
/// <param name="Live">What the live run measured.</param>
/// <param name="Difference">Live less virtual.</param>
/// <param name="Allowed">How large a difference may be.</param>
internal sealed record AgreementRow(string Variant, CompareRow Virtual, CompareRow Live, AgreementFigures Difference, AgreementFigures Allowed)
{
    /// <summary>Holds two runs of one load against each other.</summary>
    public static AgreementRow Of(string variant, CompareRow simulated, CompareRow live) =>
        new(variant, simulated, live, AgreementFigures.Difference(simulated, live), AgreementFigures.Allowed(simulated, live));

    /// <summary>A claim for each figure, in the order of <see cref="AgreementFigures"/>: no further from the virtual run's than allowed.</summary>
    public IReadOnlyList<Claim> Claims() =>
    [
        Within("hit rate", 100 * Difference.HitRate, 100 * Allowed.HitRate, " points"),
        Within("stale share", 100 * Difference.StaleRate, 100 * Allowed.StaleRate, " points"),
        Within("origin reads", Difference.OriginReads, Allowed.OriginReads, string.Empty),
    ];

    private Claim Within(string figure, double difference, double allowed, string unit) =>
        Claim.AtMost($"{Variant}: {figure}, live from virtual", Math.Abs(difference), allowed, unit);
}
