using AkkaCacheSim.Console.Scenarios;

namespace AkkaCacheSim.Console.Runs;

/// <summary>One load in virtual time and on live processes, and how far the two differ.</summary>
/// <param name="Variant">What it ran under.</param>
/// <param name="MessageMs">What a message was taken to need in virtual time, ms: half of the live run's median hit, which is a message there and one back.</param>
/// <param name="Virtual">What the virtual run measured.</param>
/// <param name="Live">What the live run measured.</param>
/// <param name="Difference">Live less virtual.</param>
/// <param name="Allowed">How large a difference may be.</param>
internal sealed record AgreementRow(string Variant, double? MessageMs, CompareRow Virtual, CompareRow Live, AgreementFigures Difference, AgreementFigures Allowed)
{
    /// <summary>How long a message took on live processes, ms: the one thing that a virtual run has to know of a machine. Null where nothing was hit.</summary>
    /// <param name="live">What the live run measured.</param>
    public static double? MessageOf(CompareRow live) => live.LatencyMs.Hit.P50 / 2;

    /// <summary>Holds two runs of one load against each other.</summary>
    public static AgreementRow Of(string variant, CompareRow simulated, CompareRow live) =>
        new(variant, MessageOf(live), simulated, live, AgreementFigures.Difference(simulated, live), AgreementFigures.Allowed(simulated, live));

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
