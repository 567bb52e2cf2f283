using AkkaCacheSim.Core.Workloads;
using AkkaCacheSim.Traces;

namespace AkkaCacheSim.Console.Runs;

/// <summary>A trace through any number of stores at once, without network or origin: one pass over the file, batch by batch.</summary>
internal static class StoreReplay
{
    private const int BatchSize = 4_096;

    public static List<ReplayRow> Run(TraceInput source, IReadOnlyList<ReplayCache> caches)
    {
        using var reader = new TraceReader(source);
        var batch = new TraceRequest[BatchSize];
        var any = false;
        while (reader.Read(batch) is var count and > 0)
        {
            any = true;
            foreach (var cache in caches) cache.Feed(batch.AsSpan(0, count));
        }

        return any ? [.. caches.Select(cache => cache.Row)] : throw TraceFormatException.Empty(source);
    }
}
