namespace AkkaCacheSim.Checker;

/// <summary>The origin went back to an older cache write. Times are nanoseconds.</summary>
/// <param name="Key">The key.</param>
/// <param name="Id">The older write, which was committed last.</param>
/// <param name="Version">The version of its commit.</param>
/// <param name="Start">When it began.</param>
/// <param name="End">When it was acknowledged.</param>
/// <param name="CommittedAt">When it was committed.</param>
/// <param name="OverwrittenId">The newer write, which was committed first.</param>
/// <param name="OverwrittenVersion">The version of its commit.</param>
/// <param name="OverwrittenStart">When it began, which is after <paramref name="End"/>.</param>
/// <param name="OverwrittenEnd">When it ended.</param>
public sealed record Overwrite(
    string Key, string Id, long Version, long Start, long End, long CommittedAt,
    string OverwrittenId, long OverwrittenVersion, long OverwrittenStart, long OverwrittenEnd)
{
    /// <inheritdoc/>
    public override string ToString() =>
        $"overwrite: key {Key}, version {Version} at {CommittedAt} carries write {Id} of [{Start}, {End}], older than " +
        $"write {OverwrittenId} of [{OverwrittenStart}, {OverwrittenEnd}] in version {OverwrittenVersion}";
}
