using AkkaCacheSim.Console.Output;

namespace AkkaCacheSim.Console.Results;

/// <summary>What became of a threshold.</summary>
/// <param name="Expression">The condition that must not come true.</param>
/// <param name="Measured">Of all values of its figure, the one that comes closest to it; null when nothing was measured.</param>
/// <param name="Holds">Whether it never came true.</param>
internal sealed record ThresholdResult(string Expression, double? Measured, bool Holds)
{
    /// <summary>The threshold and what became of it, as people read it.</summary>
    public string Line => $"fail if {Expression}: {Figures.Plain(Measured)}";
}
