using AkkaCacheSim.Core.Workloads;

namespace AkkaCacheSim.Console.Runs;

/// <summary>What the client beside one coordinator measured; no figures where the coordinator died with them.</summary>
internal sealed record CoordinatorRow(string Name, bool Missing, long? Reads, long? Writes, long? Errors, long? Shed, double? HitRate)
{
    /// <summary>A row for each coordinator that had a share of the load; null where one had it all.</summary>
    public static IReadOnlyList<CoordinatorRow>? Of(IReadOnlyList<ShareReport> shares) => shares.Count < 2 ? null : [.. shares.Select(Of)];

    private static CoordinatorRow Of(ShareReport share) => new(
        share.Coordinator,
        share.Report is null,
        share.Report?.Reads,
        share.Report?.Writes,
        share.Report?.Errors,
        share.Report?.Shed,
        share.Report is { } report ? Math.Round(report.HitRate, 6) : null);
}
