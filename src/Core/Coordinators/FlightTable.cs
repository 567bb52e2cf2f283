namespace AkkaCacheSim.Core.Coordinators;

/// <summary>
/// The flights of a coordinator in slots, and the order in which their present steps began. Every step has the same
/// deadline, so the first in that order is the first to time out. Nothing is allocated once the table has grown.
/// </summary>
public sealed class FlightTable
{
    private const int SlotBits = 24;

    private Flight[] _flights = new Flight[64];
    private int[] _generation = new int[64];
    private int[] _next = new int[64];
    private int[] _previous = new int[64];
    private int _free = -1, _used, _first = -1, _last = -1;

    /// <summary>How many flights there may be.</summary>
    public const int Bound = 1 << 20;

    /// <summary>How many flights there are.</summary>
    public int Count { get; private set; }

    /// <summary>A flight.</summary>
    /// <param name="slot">Its slot.</param>
    /// <returns>A reference to it, until the next <see cref="Add"/>.</returns>
    public ref Flight this[int slot] => ref _flights[slot];

    /// <summary>The flight whose step began first, or -1.</summary>
    public int Oldest => _first;

    /// <summary>How many flights are at a step. Looks at all of them.</summary>
    /// <param name="step">The step.</param>
    /// <returns>How many.</returns>
    public int CountAt(Step step)
    {
        var count = 0;
        for (var slot = _first; slot >= 0; slot = _next[slot])
        {
            if (_flights[slot].Step == step) count++;
        }

        return count;
    }

    /// <summary>Adds a flight; there must be fewer than <see cref="Bound"/>.</summary>
    /// <param name="flight">The flight.</param>
    /// <returns>Its slot.</returns>
    public int Add(in Flight flight)
    {
        if (Count >= Bound) throw new InvalidOperationException("too many flights");
        var slot = _free;
        if (slot >= 0) _free = _next[slot];
        else slot = _used++;
        if (slot == _flights.Length) Grow();
        _flights[slot] = flight;
        Count++;
        Append(slot);
        return slot;
    }

    /// <summary>The number that names a flight in messages; no other flight of this table ever bears it within two thousand million lives of the slot.</summary>
    /// <param name="slot">The flight's slot.</param>
    /// <returns>The number.</returns>
    public long NumberOf(int slot) => ((long)_generation[slot] << SlotBits) | (uint)slot;

    /// <summary>Finds a flight by its number.</summary>
    /// <param name="number">The number.</param>
    /// <returns>Its slot, or -1 when it has landed.</returns>
    public int Find(long number)
    {
        var slot = (int)(number & ((1 << SlotBits) - 1));
        return slot < _used && _generation[slot] == number >> SlotBits && _flights[slot].Step != Step.None ? slot : -1;
    }

    /// <summary>A new step begins: the flight is now the youngest.</summary>
    /// <param name="slot">The flight's slot.</param>
    public void Renew(int slot)
    {
        Unlink(slot);
        Append(slot);
    }

    /// <summary>Removes a flight.</summary>
    /// <param name="slot">Its slot.</param>
    public void Remove(int slot)
    {
        Unlink(slot);
        _flights[slot] = default;
        _generation[slot] = (_generation[slot] + 1) & int.MaxValue;
        _next[slot] = _free;
        _free = slot;
        Count--;
    }

    private void Append(int slot)
    {
        _previous[slot] = _last;
        _next[slot] = -1;
        if (_last >= 0) _next[_last] = slot;
        else _first = slot;
        _last = slot;
    }

    private void Unlink(int slot)
    {
        var next = _next[slot];
        var previous = _previous[slot];
        if (previous >= 0) _next[previous] = next;
        else _first = next;
        if (next >= 0) _previous[next] = previous;
        else _last = previous;
    }

    private void Grow()
    {
        var size = _flights.Length * 2;
        Array.Resize(ref _flights, size);
        Array.Resize(ref _generation, size);
        Array.Resize(ref _next, size);
        Array.Resize(ref _previous, size);
    }
}
