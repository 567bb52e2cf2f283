using System.Globalization;
using AkkaCacheSim.Console.Runs;

namespace AkkaCacheSim.Console.Output;

/// <summary>What live and virtual runs measured, a line a figure: those that are held against each other first, then others that explain them.</summary>
internal static class AgreementTable
{
    private const string None = "";

    public static void Print(IEnumerable<AgreementRow> rows)
    {
        var table = new TextTable("load under", "measure", "virtual", "live", "difference", "allowed", "holds");
        foreach (var row in rows)
        {
            var (v, l, difference, allowed) = (row.Virtual, row.Live, row.Difference, row.Allowed);
            List<string> marks = [.. row.Claims().Select(claim => claim.Holds ? "✓" : "✗")];
            table.Add(row.Variant, "hit rate", Figures.Share(v.HitRate), Figures.Share(l.HitRate), Points(difference.HitRate), "1 point", marks[0]);
            table.Add(None, "stale share", Percent(v.StaleRate), Percent(l.StaleRate), Points(difference.StaleRate), $"{Number(100 * allowed.StaleRate)} points", marks[1]);
            table.Add(None, "origin reads", Figures.Count(v.OriginReads), Figures.Count(l.OriginReads), Signed(difference.OriginReads), Figures.Count((long)allowed.OriginReads), marks[2]);
            Add("message ms", Figures.Ms(row.MessageMs), "half a hit");
            Add("reads", Figures.Count(v.Reads), Figures.Count(l.Reads));
            Add("errors", Figures.Count(v.Errors + v.Shed), Figures.Count(l.Errors + l.Shed));
            Add("hit p50/p99 ms", Figures.Pair(v.LatencyMs.Hit.P50, v.LatencyMs.Hit.P99), Figures.Pair(l.LatencyMs.Hit.P50, l.LatencyMs.Hit.P99));
            Add("miss p50/p99 ms", Figures.Pair(v.LatencyMs.Miss.P50, v.LatencyMs.Miss.P99), Figures.Pair(l.LatencyMs.Miss.P50, l.LatencyMs.Miss.P99));
            Add("propagation p50/p99 ms", Figures.Pair(v.PropagationMs.P50, v.PropagationMs.P99), Figures.Pair(l.PropagationMs.P50, l.PropagationMs.P99));
        }

        table.Print();

        void Add(string measure, string simulated, string live) => table.Add(None, measure, simulated, live, None, None, None);
    }

    private static string Percent(double share) => $"{Number(100 * share)} %";

    private static string Points(double share) => (share < 0 ? "-" : "+") + Number(100 * Math.Abs(share)) + " points";

    private static string Signed(double count) => count.ToString("+#,##0;-#,##0;0", CultureInfo.InvariantCulture);

    private static string Number(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);
}
