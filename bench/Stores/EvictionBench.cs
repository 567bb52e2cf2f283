using AkkaCacheSim.Bench.Reporting;
using AkkaCacheSim.Core.Eviction;

namespace AkkaCacheSim.Bench.Stores;

/// <summary>The store with every eviction policy, against ClassicLru.</summary>
internal static class EvictionBench
{
    private const int Rounds = 5;

    public static Task RunAsync(Report report)
    {
        IContender[] policies = [.. Evictions.Names.Select(name => new StoreContender(Race.Capacity, name))];
        var race = Race.Run([.. policies, new ClassicLruContender(Race.Capacity)], Rounds);
        race.AddTable(report, "evictions", Rounds);
        for (var i = 0; i < policies.Length; i++)
        {
            report.Add(new Floor($"evictions: {policies[i].Name} / ClassicLru, ops/s", race.Speeds[i].Median / race.Speeds[^1].Median, Evictions.Names[i] == "lru" ? 1.5 : 0.6, null));
        }

        report.Add(new Floor("evictions: bytes allocated a hit, any policy", race.BytesPerHit[..policies.Length].Max(), null, 0));
        return Task.CompletedTask;
    }
}
