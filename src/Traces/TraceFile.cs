using AkkaCacheSim.Core.Workloads;

namespace AkkaCacheSim.Traces;

/// <summary>A trace as a whole, for a cluster, whose database has to hold its keys anyway.</summary>
public static class TraceFile
{
    private const int AtOnce = 4_096;

    /// <summary>Reads the whole of a trace.</summary>
    /// <param name="source">Which one.</param>
    /// <returns>The requests in order; equal keys are one string.</returns>
    /// <exception cref="TraceFormatException">It is no trace, or can't be read.</exception>
    public static IReadOnlyList<TraceRequest> ReadAll(TraceInput source)
    {
        using var reader = new TraceReader(source);
        var pool = new Dictionary<string, string>(StringComparer.Ordinal);
        var requests = new List<TraceRequest>();
        var batch = new TraceRequest[AtOnce];
        while (reader.Read(batch) is var count and > 0)
        {
            foreach (var request in batch.AsSpan(0, count))
            {
                if (!pool.TryGetValue(request.Key, out var key)) pool[request.Key] = key = request.Key;
                requests.Add(request with { Key = key });
            }
        }

        return requests.Count > 0 ? requests : throw TraceFormatException.Empty(source);
    }
}
