using AkkaCacheSim.Cluster;

namespace AkkaCacheSim.Console.Live;

/// <summary>The last events of a cluster, bounded: processes that came and went, requests, workloads.</summary>
internal sealed class EventLog
{
    private const int Bound = 10_000;

    private readonly Lock _gate = new();
    private readonly Queue<ClusterEventLine> _events = new();
    private long _numbers;

    public void Add(string kind, string text)
    {
        lock (_gate)
        {
            _events.Enqueue(new ClusterEventLine(++_numbers, TimeProvider.System.GetUtcNow(), kind, text) { Clock = MonotonicClock.Now() });
            if (_events.Count > Bound) _events.Dequeue();
        }
    }

    /// <summary>Events after a number, oldest first.</summary>
    public IReadOnlyList<ClusterEventLine> After(long number)
    {
        lock (_gate) return [.. _events.Where(e => e.Number > number)];
    }
}
