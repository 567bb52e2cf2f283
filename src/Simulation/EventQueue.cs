namespace AkkaCacheSim.Simulation;

/// <summary>
/// What is to happen, in the order of time and, within one moment, of entry. A binary heap of small keys over slots
/// for the events themselves, so that a sift moves 24 bytes whatever an event weighs.
/// </summary>
/// <typeparam name="T">An event.</typeparam>
internal sealed class EventQueue<T>
{
    private (long At, long Order, int Slot)[] _heap = new (long, long, int)[1024];
    private T[] _events = new T[1024];
    private int[] _free = new int[1024];
    private int _count, _freeCount, _used;
    private long _order;

    public int Count => _count;

    public long NextAt => _count == 0 ? long.MaxValue : _heap[0].At;

    public void Add(long at, in T item)
    {
        if (_count == _heap.Length) Grow();
        var slot = _freeCount > 0 ? _free[--_freeCount] : _used++;
        _events[slot] = item;
        var i = _count++;
        var key = (at, ++_order, slot);
        while (i > 0 && Before(key, _heap[(i - 1) / 2]))
        {
            _heap[i] = _heap[(i - 1) / 2];
            i = (i - 1) / 2;
        }

        _heap[i] = key;
    }

    public T Take(out long at)
    {
        if (_count == 0) throw new InvalidOperationException("nothing is to happen");
        var first = _heap[0];
        var last = _heap[--_count];
        var i = 0;
        while ((2 * i) + 1 < _count)
        {
            var child = (2 * i) + 1;
            if (child + 1 < _count && Before(_heap[child + 1], _heap[child])) child++;
            if (!Before(_heap[child], last)) break;
            _heap[i] = _heap[child];
            i = child;
        }

        _heap[i] = last;
        at = first.At;
        _free[_freeCount++] = first.Slot;
        var item = _events[first.Slot];
        _events[first.Slot] = default!;
        return item;
    }

    private static bool Before(in (long At, long Order, int Slot) a, in (long At, long Order, int Slot) b) =>
        a.At < b.At || (a.At == b.At && a.Order < b.Order);

    private void Grow()
    {
        var size = _heap.Length * 2;
        Array.Resize(ref _heap, size);
        Array.Resize(ref _events, size);
        Array.Resize(ref _free, size);
    }
}
