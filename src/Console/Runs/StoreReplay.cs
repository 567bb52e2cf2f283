using System.Diagnostics;
using AkkaCacheSim.Core.Nodes;

namespace AkkaCacheSim.Console.Runs;

/// <summary>A trace through one store, without network, origin or clock.</summary>
internal static class StoreReplay
{
    public static ReplayRow Run(IReadOnlyList<string> trace, string eviction, int capacity)
    {
        var store = new Store<int>(capacity, eviction);
        var misses = 0L;
        var watch = Stopwatch.StartNew();
        foreach (var key in trace)
        {
            var slot = store.Find(key);
            if (slot >= 0)
            {
                store.Touch(slot);
                continue;
            }

            misses++;
            var victim = store.Victim();
            if (victim >= 0) store.Remove(victim);
            store.Add(key, 0);
        }

        return ReplayRow.Of(eviction, capacity, trace.Count, misses, watch.Elapsed.TotalSeconds);
    }
}
