using AkkaCacheSim.Core.Placement;

namespace AkkaCacheSim.Core.WriteBack;

/// <summary>Which dirty partition a key belongs to, whatever the placement.</summary>
public static class DirtyPartitions
{
    /// <summary>How many there are. Fixed: a key that changed its partition would have two orders.</summary>
    public const int Count = 16;

    /// <summary>The partition of a key.</summary>
    /// <param name="key">The key.</param>
    /// <returns>Its number, from 0.</returns>
    public static int Of(string key) => (int)(KeyHash.Of(key) >> 32) & (Count - 1);
}
