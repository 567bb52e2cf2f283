using System.Diagnostics;
using System.Globalization;
using AkkaCacheSim.Bench.Reporting;
using AkkaCacheSim.Core.Randomness;

namespace AkkaCacheSim.Bench.Stores;

/// <summary>Caches on one thread under one sequence of keys made beforehand: their speeds, hits and garbage, in the order of the contenders.</summary>
internal sealed class Race
{
    public const int Capacity = 100_000;

    private const int Requests = 5_000_000;
    private const int Keys = 1_000_000;
    private const double Theta = 0.99;

    private Race(IContender[] contenders)
    {
        Contenders = contenders;
        Speeds = [.. contenders.Select(_ => new Samples())];
        HitRatios = new double[contenders.Length];
        BytesPerHit = new double[contenders.Length];
    }

    public IContender[] Contenders { get; }

    public Samples[] Speeds { get; }

    public double[] HitRatios { get; }

    public double[] BytesPerHit { get; }

    public static Race Run(IContender[] contenders, int rounds)
    {
        var race = new Race(contenders);
        var requests = Sequence();
        // The first round fills, and lets the compiler finish; later ones take turns, so that a disturbance hits all alike.
        for (var round = 0; round <= rounds; round++)
        {
            for (var i = 0; i < contenders.Length; i++)
            {
                var started = Stopwatch.GetTimestamp();
                race.HitRatios[i] = (double)contenders[i].Run(requests) / Requests;
                if (round > 0) race.Speeds[i].Add(Requests / Stopwatch.GetElapsedTime(started).TotalSeconds);
            }
        }

        for (var i = 0; i < contenders.Length; i++) race.BytesPerHit[i] = Garbage(contenders[i], requests);
        return race;
    }

    public void AddTable(Report report, string section, int rounds)
    {
        var table = report.Add(section, $"{Requests:#,##0} gets, Zipf({Theta}) over {Keys:#,##0} keys, capacity {Capacity:#,##0}, put on a miss; median of {rounds} rounds", "cache", "ops/s", "least", "most", "hit ratio", "bytes/hit");
        for (var i = 0; i < Contenders.Length; i++)
        {
            table.Row(Contenders[i].Name, Speeds[i].Median, Speeds[i].Least, Speeds[i].Most, HitRatios[i], BytesPerHit[i]);
        }
    }

    private static string[] Sequence()
    {
        var keys = Enumerable.Range(0, Keys).Select(i => "k" + i.ToString(CultureInfo.InvariantCulture)).ToArray();
        var zipf = new Zipf(Keys, Theta);
        var random = new SeededRandom(1);
        return [.. Enumerable.Range(0, Requests).Select(_ => keys[zipf.Next(random)])];
    }

    // Bytes allocated a hit. The few most frequent keys stay under any policy, once they have been asked for a few times.
    private static double Garbage(IContender contender, string[] requests)
    {
        var resident = requests.CountBy(key => key).OrderByDescending(key => key.Value).Take(Capacity / 100).Select(key => key.Key).ToArray();
        for (var i = 0; i < 5; i++) contender.Run(resident);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var hits = contender.Run(resident);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        if (hits != resident.Length) throw new InvalidOperationException($"{contender.Name}: hits only were expected");
        return (double)allocated / hits;
    }
}
