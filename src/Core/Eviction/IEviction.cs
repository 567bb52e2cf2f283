namespace AkkaCacheSim.Core.Eviction;

/// <summary>
/// Which entry leaves when room is needed. Entries are slots, numbered from 0 to one less than the capacity; a policy
/// keeps its own bookkeeping in arrays over them and allocates nothing after its construction.
/// </summary>
public interface IEviction
{
    /// <summary>A slot has been filled with a new key.</summary>
    /// <param name="slot">A slot that was free.</param>
    void Added(int slot);

    /// <summary>A slot has been read or overwritten.</summary>
    /// <param name="slot">A slot in use.</param>
    void Touched(int slot);

    /// <summary>A slot has been freed, evicted or dropped.</summary>
    /// <param name="slot">A slot in use.</param>
    void Removed(int slot);

    /// <summary>The slot to free next.</summary>
    /// <returns>A slot in use; at least one is.</returns>
    int Victim();
}
