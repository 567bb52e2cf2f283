namespace AkkaCacheSim.Core.Placement;

/// <summary>Hash modulo the number of nodes. Simple, and nearly every key moves when that number changes.</summary>
public sealed class Modulo : IPlacement
{
    private readonly ulong _count;

    /// <summary>Makes the placement.</summary>
    /// <param name="count">How many members there are, at least 1.</param>
    public Modulo(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        _count = (ulong)count;
    }

    /// <inheritdoc />
    public int Owner(string key) => (int)(KeyHash.Of(key) % _count);

    /// <inheritdoc />
    public Int128 Hash(string key) => KeyHash.Of(key);
}
