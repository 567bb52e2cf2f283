namespace AkkaCacheSim.Console.Runs;

/// <summary>The figures by which a live and a virtual run are held against each other, or what is said of each.</summary>
/// <param name="HitRate">Of the hit rate, 0 to 1.</param>
/// <param name="StaleRate">Of the share of stale reads, 0 to 1.</param>
/// <param name="OriginReads">Of the reads that reached the origin.</param>
internal sealed record AgreementFigures(double HitRate, double StaleRate, double OriginReads)
{
    private const double HitRateWithin = 0.01;
    private const double Relative = 0.1;

    /// <summary>By how much a live run may differ from a virtual one.</summary>
    /// <param name="simulated">The virtual run.</param>
    /// <param name="live">The live run.</param>
    /// <returns>A point for the hit rate; for what is counted, a tenth of the virtual figure or what chance makes of such counts, whichever is more.</returns>
    public static AgreementFigures Allowed(CompareRow simulated, CompareRow live) => new(
        HitRateWithin,
        Rounded(PerRead(AllowedCount(simulated.StaleReads, live.StaleReads), simulated)),
        Rounded(AllowedCount(simulated.OriginReads, live.OriginReads)));

    /// <summary>By how much a live run differs from a virtual one; less than 0 where it has less.</summary>
    /// <param name="simulated">The virtual run.</param>
    /// <param name="live">The live run.</param>
    public static AgreementFigures Difference(CompareRow simulated, CompareRow live) => new(
        Rounded(live.HitRate - simulated.HitRate),
        Rounded(live.StaleRate - simulated.StaleRate),
        live.OriginReads - simulated.OriginReads);

    // Two counts of rare events of one frequency differ by less than twice the root of their sum in 95 of 100 cases (Poisson).
    private static double AllowedCount(long simulated, long live) => Math.Max(Relative * simulated, 2 * Math.Sqrt(simulated + live));

    private static double PerRead(double count, CompareRow row) => row.Reads == 0 ? 0 : count / row.Reads;

    private static double Rounded(double value) => Math.Round(value, 6);
}
