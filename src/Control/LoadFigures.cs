using AkkaCacheSim.Core.Workloads;

namespace AkkaCacheSim.Control;

/// <summary>What the clients of a load measured.</summary>
/// <param name="Requests">Requests through the cache that have ended, failed ones included.</param>
/// <param name="Seconds">From the first of them to the end of the last.</param>
/// <param name="RequestsPerSecond">The one by the other; null without requests.</param>
/// <param name="Reads">Reads among them.</param>
/// <param name="Writes">Writes among them.</param>
/// <param name="BypassWrites">Writes beside them that went straight to the origin.</param>
/// <param name="Errors">Errors, time-outs and refusals.</param>
/// <param name="Shed">Requests that the origin shed.</param>
/// <param name="HitRate">The share of the reads that a copy answered; null without reads.</param>
/// <param name="LatencyMs">Latencies, ms.</param>
/// <param name="Missing">Coordinators that died with what they had measured.</param>
public sealed record LoadFigures(
    long Requests,
    double Seconds,
    double? RequestsPerSecond,
    long Reads,
    long Writes,
    long BypassWrites,
    long Errors,
    long Shed,
    double? HitRate,
    LoadLatencies LatencyMs,
    IReadOnlyList<string> Missing)
{
    /// <summary>Makes it of what came back.</summary>
    /// <param name="shares">What each coordinator's client measured.</param>
    /// <returns>The sum.</returns>
    public static LoadFigures Of(IReadOnlyList<ShareReport> shares)
    {
        var report = ShareReport.Sum(shares);
        var requests = report.Reads + report.Writes;
        var seconds = requests == 0 ? 0 : (report.EndedAt - report.StartedAt) / 1e9;
        return new LoadFigures(
            requests,
            Math.Round(seconds, 3),
            seconds > 0 ? Math.Round(requests / seconds, 1) : null,
            report.Reads,
            report.Writes,
            report.BypassWrites,
            report.Errors,
            report.Shed,
            report.Reads > 0 ? Math.Round(report.HitRate, 6) : null,
            new LoadLatencies(LatencyRow.Of(report.Hit), LatencyRow.Of(report.Miss), LatencyRow.Of(report.Write)),
            [.. shares.Where(share => share.Report is null).Select(share => share.Coordinator)]);
    }
}
