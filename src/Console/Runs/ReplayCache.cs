using System.Diagnostics;
using System.Text;
using AkkaCacheSim.Core.Nodes;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Workloads;

namespace AkkaCacheSim.Console.Runs;

/// <summary>
/// One store under a trace's requests. A read that misses fills the store, as from an origin that has everything; a write fills or
/// overwrites; a delete removes. Reads and writes count, and one whose key isn't there is a miss. TTLs run in the trace's time.
/// </summary>
internal sealed class ReplayCache
{
    private readonly string _eviction, _unit;
    private readonly Store<byte> _store;
    private readonly ExpiryHeap _expiry = new();
    private long _requests, _misses, _ticks;

    public ReplayCache(string eviction, long capacity, string unit)
    {
        _eviction = eviction;
        _unit = unit;
        _store = new Store<byte>(capacity, eviction);
    }

    /// <summary>What has come of it so far; the requests a second are those of the time spent here.</summary>
    public ReplayRow Row => ReplayRow.Of(_eviction, _store.Capacity, _unit, _requests, _misses, (double)_ticks / Stopwatch.Frequency);

    public void Feed(ReadOnlySpan<TraceRequest> requests)
    {
        var started = Stopwatch.GetTimestamp();
        foreach (ref readonly var request in requests) Feed(request);
        _ticks += Stopwatch.GetTimestamp() - started;
    }

    private void Feed(in TraceRequest request)
    {
        while (_expiry.NextAt <= request.Time) Remove(_expiry.Next);
        var slot = _store.Find(request.Key);
        if (request.Kind == OperationKind.Delete)
        {
            if (slot >= 0) Remove(slot);
            return;
        }

        _requests++;
        if (slot >= 0 && (request.Kind == OperationKind.Read || Overwritten(slot, request))) _store.Touch(slot);
        else Fill(request, slot);
    }

    private bool Overwritten(int slot, in TraceRequest request)
    {
        if (!_store.TryResize(slot, SizeOf(request))) return false;
        _expiry.Set(slot, ExpiresAt(request));
        return true;
    }

    private void Fill(in TraceRequest request, int outgrown)
    {
        if (outgrown >= 0) Remove(outgrown);
        else _misses++;
        if (!_store.Expect(request.Key, SizeOf(request))) return;
        for (var victim = _store.Victim(); victim >= 0; victim = _store.Victim()) Remove(victim);
        var slot = _store.Add(default);
        _expiry.Set(slot, ExpiresAt(request));
    }

    private void Remove(int slot)
    {
        _expiry.Forget(slot);
        _store.Remove(slot);
    }

    // A trace without sizes, or with a size of 0, still has keys.
    private long SizeOf(in TraceRequest request) =>
        _unit == ReplayRow.Objects ? 1 : request.Size > 0 ? request.Size : Encoding.UTF8.GetByteCount(request.Key);

    private static long ExpiresAt(in TraceRequest request) =>
        request.Ttl > Durations.None - request.Time ? Durations.None : request.Time + request.Ttl;
}
