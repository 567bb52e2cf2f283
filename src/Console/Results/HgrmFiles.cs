using System.Text;
using HdrHistogram;

namespace AkkaCacheSim.Console.Results;

/// <summary>Latencies as HdrHistogram's percentile distributions, ms: what its plotter and those of other tools read. <c>VARIANT-hit.hgrm</c> and so on.</summary>
internal static class HgrmFiles
{
    private const int TicksPerHalfDistance = 5;
    private const double NsPerMs = 1e6;

    /// <summary>Writes a file for each kind of request of which there were any.</summary>
    public static void Write(string folder, IReadOnlyList<VariantRuns> log)
    {
        foreach (var runs in log)
        {
            foreach (var (kind, histogram) in runs.Latencies.Where(latencies => latencies.Histogram.TotalCount > 0))
            {
                using var output = new StreamWriter(Path.Combine(folder, $"{FileName(runs.Variant)}-{kind}.hgrm"));
                histogram.OutputPercentileDistribution(output, TicksPerHalfDistance, NsPerMs);
            }
        }
    }

    private static string FileName(string variant)
    {
        var name = new StringBuilder(variant.Length);
        foreach (var c in variant) name.Append(char.IsAsciiLetterOrDigit(c) || c is '.' or '_' ? c : '-');
        return name.ToString();
    }
}
