namespace AkkaCacheSim.Core.WriteBack;

/// <summary>The origin has taken these writes, and with them every earlier one of their keys.</summary>
/// <param name="Rows">Keys and stamps.</param>
public sealed record RowsFlushed(IReadOnlyList<(string Key, long Stamp)> Rows) : JournalEvent
{
    /// <inheritdoc />
    public bool Equals(RowsFlushed? other) => other is not null && Rows.SequenceEqual(other.Rows);

    /// <inheritdoc />
    public override int GetHashCode() => Rows.Count;
}
