using AkkaCacheSim.Bench.Reporting;

namespace AkkaCacheSim.Bench.Stores;

/// <summary>One store with LRU against its peers.</summary>
internal static class StoreBench
{
    private const int Rounds = 9;

    public static Task RunAsync(Report report)
    {
        var race = Race.Run([new StoreContender(Race.Capacity, "lru"), new ClassicLruContender(Race.Capacity), new DictionaryContender()], Rounds);
        race.AddTable(report, "store", Rounds);
        report.Add(new Floor("store: Store / ClassicLru, ops/s", race.Speeds[0].Median / race.Speeds[1].Median, 1.5, null));
        report.Add(new Floor("store: difference of hit ratios, both exact LRU", Math.Abs(race.HitRatios[0] - race.HitRatios[1]), null, 0));
        report.Add(new Floor("store: bytes allocated a hit", race.BytesPerHit[0], null, 0));
        return Task.CompletedTask;
    }
}
