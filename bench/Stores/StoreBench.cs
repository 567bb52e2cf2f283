using System.Diagnostics;
using System.Globalization;
using AkkaCacheSim.Bench.Reporting;
using AkkaCacheSim.Core.Randomness;

namespace AkkaCacheSim.Bench.Stores;

/// <summary>One store on one thread against its peers, on one sequence of keys.</summary>
internal static class StoreBench
{
    private const int Requests = 5_000_000;
    private const int Keys = 1_000_000;
    private const int Capacity = 100_000;
    private const double Theta = 0.99;
    private const int Rounds = 9;

    public static Task RunAsync(Report report)
    {
        var requests = Sequence();
        IContender[] contenders = [new StoreContender(Capacity), new ClassicLruContender(Capacity), new DictionaryContender()];
        var speeds = contenders.Select(_ => new Samples()).ToArray();
        var hits = new long[contenders.Length];

        // The first round fills, and lets the compiler finish; later ones take turns, so that a disturbance hits all alike.
        for (var round = 0; round <= Rounds; round++)
        {
            for (var i = 0; i < contenders.Length; i++)
            {
                var started = Stopwatch.GetTimestamp();
                hits[i] = contenders[i].Run(requests);
                if (round > 0) speeds[i].Add(Requests / Stopwatch.GetElapsedTime(started).TotalSeconds);
            }
        }

        var bytes = contenders.Select(contender => BytesPerHit(contender, requests)).ToArray();
        var table = report.Add("store", $"{Requests:#,##0} gets, Zipf({Theta}) over {Keys:#,##0} keys, capacity {Capacity:#,##0}, put on a miss; median of {Rounds} rounds", "cache", "ops/s", "least", "most", "hit ratio", "bytes/hit");
        for (var i = 0; i < contenders.Length; i++)
        {
            table.Row(contenders[i].Name, speeds[i].Median, speeds[i].Least, speeds[i].Most, (double)hits[i] / Requests, bytes[i]);
        }

        report.Add(new Floor("store: Store / ClassicLru, ops/s", speeds[0].Median / speeds[1].Median, 1, null));
        report.Add(new Floor("store: difference of hit ratios, both exact LRU", Math.Abs(hits[0] - hits[1]) / (double)Requests, null, 0));
        report.Add(new Floor("store: bytes allocated a hit", bytes[0], null, 0));
        return Task.CompletedTask;
    }

    private static string[] Sequence()
    {
        var keys = Enumerable.Range(0, Keys).Select(i => "k" + i.ToString(CultureInfo.InvariantCulture)).ToArray();
        var zipf = new Zipf(Keys, Theta);
        var random = new SeededRandom(1);
        return [.. Enumerable.Range(0, Requests).Select(_ => keys[zipf.Next(random)])];
    }

    private static double BytesPerHit(IContender contender, string[] requests)
    {
        // The most recent requests of distinct keys fit, so after one pass every further request is a hit.
        var resident = requests.AsSpan(0, Capacity / 2).ToArray();
        contender.Run(resident);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var hits = contender.Run(resident);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        if (hits != resident.Length) throw new InvalidOperationException($"{contender.Name}: hits only were expected");
        return (double)allocated / hits;
    }
}
