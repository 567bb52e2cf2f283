using System.Diagnostics;
using System.Globalization;
using AkkaCacheSim.Bench.Reporting;
using AkkaCacheSim.Core.Settings;

namespace AkkaCacheSim.Bench.Protections;

/// <summary>What each protection costs where it has nothing to do: on a hit.</summary>
internal static class ProtectionBench
{
    private const int Keys = 1_000;
    private const int Passes = 1_000;
    private const int Rounds = 15;
    private const long LoadTime = 20 * Durations.Second;

    // What the promise is about; the others are measured beside them.
    private const int Promised = 5;

    private static readonly (string Name, SimSettings Settings)[] Cases =
    [
        Case("none", ProtectionSet.None),
        Case("single-flight", ProtectionSet.SingleFlight),
        Case("lock", ProtectionSet.Lock),
        Case("swr", ProtectionSet.Swr),
        Case("xfetch", ProtectionSet.XFetch),
        Case("negative", ProtectionSet.Negative),
        Case("stale-if-error", ProtectionSet.StaleIfError),
        Case("refresh, keys given", ProtectionSet.Refresh, hotKeys: "k1,k2"),
        Case("refresh, keys detected", ProtectionSet.Refresh),
        Case("all but fan-out", (ProtectionSet)1023 & ~ProtectionSet.FanOut),
    ];

    public static Task RunAsync(Report report)
    {
        var keys = Enumerable.Range(0, Keys).Select(i => "k" + i.ToString(CultureInfo.InvariantCulture)).ToArray();
        var paths = Cases.Select(c => new HitPath(c.Settings, keys, LoadTime)).ToArray();
        var times = Cases.Select(_ => new Samples()).ToArray();
        for (var round = 0; round <= Rounds; round++)
        {
            for (var i = 0; i < paths.Length; i++)
            {
                var started = Stopwatch.GetTimestamp();
                for (var pass = 0; pass < Passes; pass++) Require(paths[i].Run());
                if (round > 0) times[i].Add(Stopwatch.GetElapsedTime(started).TotalNanoseconds / Passes / Keys);
            }
        }

        var table = report.Add("protections", $"a hit through a coordinator and a node without a network, ns; median of {Rounds} rounds of {Keys * Passes:#,##0}", "protection", "ns/hit", "least", "most", "bytes/hit");
        for (var i = 0; i < paths.Length; i++)
        {
            var bytes = Garbage(paths[i]);
            table.Row(Cases[i].Name, times[i].Median, times[i].Least, times[i].Most, bytes);
            if (i is 0 or >= Promised) continue;
            report.Add(new Floor($"protections: {Cases[i].Name} / none, ns a hit", times[i].Median / times[0].Median, null, 1.2));
            report.Add(new Floor($"protections: {Cases[i].Name}, bytes allocated a hit", bytes, null, 0));
        }

        return Task.CompletedTask;
    }

    private static double Garbage(HitPath path)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        Require(path.Run());
        return (double)(GC.GetAllocatedBytesForCurrentThread() - before) / Keys;
    }

    private static void Require(int hits)
    {
        if (hits != Keys) throw new InvalidOperationException("hits only were expected");
    }

    // Every copy has 280 s to live, 30 times δβ: with xfetch every hit draws, and none in ten million million is early.
    private static (string Name, SimSettings Settings) Case(string name, ProtectionSet protect, string hotKeys = SimSettings.DetectHotKeys) => (name, new SimSettings
    {
        Nodes = 1,
        Slots = Keys,
        Ttl = 300 * Durations.Second,
        Protect = protect,
        HotKeys = hotKeys,
        XFetchBeta = 280.0 / 20 / 30,
    });
}
