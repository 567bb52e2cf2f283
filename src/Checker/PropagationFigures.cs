namespace AkkaCacheSim.Checker;

/// <summary>How long commits took until the last older copy was gone.</summary>
/// <param name="Count">The commits that found an older copy and saw the last one gone.</param>
/// <param name="Times">From the commit until then, in milliseconds; null where there are none.</param>
/// <param name="Unfinished">The commits that found an older copy which was still there at the end.</param>
public sealed record PropagationFigures(int Count, Percentiles? Times, int Unfinished)
{
    /// <summary>The median in milliseconds.</summary>
    public double? P50 => Times?.P50;

    /// <summary>The 99th percentile in milliseconds.</summary>
    public double? P99 => Times?.P99;

    /// <summary>The longest in milliseconds.</summary>
    public double? Max => Times?.Max;
}
