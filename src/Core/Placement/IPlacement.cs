using AkkaCacheSim.Core.Machines;

namespace AkkaCacheSim.Core.Placement;

/// <summary>Which node owns a key. Immutable: other members make another placement.</summary>
public interface IPlacement
{
    /// <summary>The owner of a key.</summary>
    /// <param name="key">The key.</param>
    /// <returns>One of the nodes that the placement was made of.</returns>
    Address Owner(string key);
}
