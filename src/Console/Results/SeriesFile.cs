using AkkaCacheSim.Core.Workloads;
using nietras.SeparatedValues;

namespace AkkaCacheSim.Console.Results;

/// <summary>The first run of each variant over time, as comma-separated values (RFC 4180): a line for each 100 ms, what the clients saw and what the origin went through.</summary>
internal static class SeriesFile
{
    public static void Write(string file, IReadOnlyList<VariantRuns> log)
    {
        using var csv = CsvFile.Open(file);
        foreach (var runs in log) Write(csv, runs);
    }

    private static void Write(SepWriter csv, VariantRuns runs)
    {
        var origin = runs.Origin.GroupBy(sample => IndexOf(sample.At)).ToDictionary(samples => samples.Key, samples => samples.ToList());
        for (var i = 0; i < Math.Max(runs.Series.Count, origin.Keys.DefaultIfEmpty(-1).Max() + 1); i++)
        {
            using var line = csv.NewRow();
            var load = runs.Series.Sample(i, 1);
            line["variant"].Set(runs.Variant);
            line["atMs"].Format(i * LoadSeries.Interval / 1_000_000);
            line["reads"].Format(load.Reads);
            line["writes"].Format(load.Writes);
            line["hits"].Format(load.Hits);
            line["errors"].Format(load.Errors);
            line["shed"].Format(load.Shed);
            line["failedReads"].Format(load.FailedReads);
            line["failovers"].Format(load.Failovers);
            line["latencyMeanMs"].Set(Ms(load.LatencyMean));
            line["latencyP99Ms"].Set(Ms(load.LatencyP99));
            line["latencyMaxMs"].Set(Ms(load.LatencyMax));
            var samples = origin.GetValueOrDefault(i) ?? [];
            line["originReads"].Format(samples.Sum(sample => sample.Reads));
            line["originWrites"].Format(samples.Sum(sample => sample.Writes));
            line["originShed"].Format(samples.Sum(sample => sample.Shed));
            line["originBusy"].Format(samples.Select(sample => sample.MaxBusy).DefaultIfEmpty().Max());
            line["originWaiting"].Format(samples.Select(sample => sample.MaxWaiting).DefaultIfEmpty().Max());
        }
    }

    // The origin's intervals begin at the clock's hundredths, a run when it begins.
    private static int IndexOf(long at) => (int)(Math.Max(at, 0) / LoadSeries.Interval);

    private static string Ms(double? ns) => ns is { } value ? (value / 1e6).ToString("0.###", System.Globalization.CultureInfo.InvariantCulture) : string.Empty;
}
