using System.Diagnostics;

namespace AkkaCacheSim.Core.Eviction;

/// <summary>
/// Doubly linked lists through one array of links; a slot is in one of them at most. The end of list 0 is the place -1, that of list 1 is -2,
/// and so on: a negative neighbour is the end, and no link is ever missing.
/// </summary>
internal sealed class SlotLists
{
    private readonly int _lists;
    private Link[] _links;

    public SlotLists(int lists = 1)
    {
        _lists = lists;
        _links = new Link[lists];
        for (var list = 0; list < lists; list++) At(End(list)) = new Link(End(list), End(list));
    }

    public static int End(int list) => -1 - list;

    public void Grow(int slots) => Array.Resize(ref _links, _lists + slots);

    /// <summary>The first slot, or a negative number for an empty list.</summary>
    public int First(int list = 0) => At(End(list)).Next;

    /// <summary>The last slot, or a negative number for an empty list.</summary>
    public int Last(int list = 0) => At(End(list)).Previous;

    public int Next(int place) => At(place).Next;

    public int Previous(int place) => At(place).Previous;

    public void AddFirst(int slot, int list = 0) => InsertAfter(End(list), slot);

    public void AddLast(int slot, int list = 0) => InsertAfter(Last(list), slot);

    /// <summary>Puts a slot behind another place: a slot, or the end, which is also the place before the first.</summary>
    public void InsertAfter(int place, int slot)
    {
        Debug.Assert(slot >= 0 && slot != place, "a slot that is in no list");
        ref var before = ref At(place);
        At(slot) = new Link(place, before.Next);
        At(before.Next).Previous = slot;
        before.Next = slot;
    }

    public void Remove(int slot)
    {
        Debug.Assert(slot >= 0, "an end stays");
        var link = At(slot);
        At(link.Previous).Next = link.Next;
        At(link.Next).Previous = link.Previous;
    }

    private ref Link At(int place) => ref _links[place + _lists];

    private record struct Link(int Previous, int Next);
}
