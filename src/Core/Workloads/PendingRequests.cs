namespace AkkaCacheSim.Core.Workloads;

/// <summary>The requests under way at a client, in reused slots; those to the origin also in the order of their age, since nobody else keeps a deadline for them.</summary>
internal sealed class PendingRequests
{
    private const int SlotBits = 24;

    private readonly Queue<(long Number, long At)> _bypasses = new();
    private PendingRequest[] _requests = new PendingRequest[64];
    private long[] _numbers = new long[64];
    private int[] _free = new int[64];
    private int _freeCount, _used;
    private long _generation;

    public int Count { get; private set; }

    public long OldestBypassAt => _bypasses.TryPeek(out var oldest) ? oldest.At : long.MaxValue;

    public long Add(in PendingRequest request, long now)
    {
        var slot = _freeCount > 0 ? _free[--_freeCount] : _used++;
        if (slot == _requests.Length) Grow();
        var number = (++_generation << SlotBits) | (uint)slot;
        _requests[slot] = request;
        _numbers[slot] = number;
        Count++;
        if (request.Kind == OperationKind.Bypass) _bypasses.Enqueue((number, now));
        return number;
    }

    public bool TryRemove(long number, out PendingRequest request)
    {
        var slot = (int)(number & ((1 << SlotBits) - 1));
        request = default;
        if (slot >= _used || _numbers[slot] != number) return false;
        request = _requests[slot];
        _numbers[slot] = 0;
        _free[_freeCount++] = slot;
        Count--;
        while (_bypasses.TryPeek(out var oldest) && !Lives(oldest.Number)) _bypasses.Dequeue();
        return true;
    }

    /// <summary>The oldest request to the origin that began before a moment, left in place.</summary>
    public bool TryExpire(long before, out long number)
    {
        number = 0;
        if (!_bypasses.TryPeek(out var oldest) || oldest.At > before) return false;
        number = oldest.Number;
        return true;
    }

    private bool Lives(long number) => _numbers[(int)(number & ((1 << SlotBits) - 1))] == number;

    private void Grow()
    {
        var size = _requests.Length * 2;
        Array.Resize(ref _requests, size);
        Array.Resize(ref _numbers, size);
        Array.Resize(ref _free, size);
    }
}
