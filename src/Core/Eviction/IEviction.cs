namespace AkkaCacheSim.Core.Eviction;

/// <summary>
/// Which entry leaves when room is needed. Entries are slots, numbered from 0; a policy keeps its own bookkeeping in arrays over them
/// and allocates nothing but when these grow. An addition is <see cref="Expect"/>, then as many pairs of <see cref="Victim"/> and
/// <see cref="Removed"/> as it takes to make room, then <see cref="Added"/>; nothing else may come between.
/// </summary>
public interface IEviction
{
    /// <summary>Makes room for the bookkeeping of more slots.</summary>
    /// <param name="slots">How many there are from now on; never fewer than before.</param>
    void Grow(int slots);

    /// <summary>A key that is not there is about to be added.</summary>
    /// <param name="newcomer">What comes.</param>
    void Expect(in Newcomer newcomer)
    {
        // Most policies choose the victim without a look at who comes.
    }

    /// <summary>The slot to free next. The caller removes it.</summary>
    /// <returns>A slot in use; at least one is.</returns>
    int Victim();

    /// <summary>A slot has been filled with the key that was expected.</summary>
    /// <param name="slot">A slot that was free.</param>
    /// <param name="newcomer">What came.</param>
    void Added(int slot, in Newcomer newcomer);

    /// <summary>A slot has been read or overwritten.</summary>
    /// <param name="slot">A slot in use.</param>
    void Touched(int slot);

    /// <summary>The size of a slot's entry is another now.</summary>
    /// <param name="slot">A slot in use.</param>
    /// <param name="size">The new size, at least 1.</param>
    void Resized(int slot, int size)
    {
        // Only policies that split the capacity count sizes.
    }

    /// <summary>A slot has been freed.</summary>
    /// <param name="slot">A slot in use.</param>
    /// <param name="evicted">True when it was the <see cref="Victim"/>; false when it was dropped for a reason outside the policy.</param>
    void Removed(int slot, bool evicted);
}
