namespace AkkaCacheSim.Core.Messages;

/// <summary>One committed change of a key, as the log tells it.</summary>
/// <param name="Key">The key; null when the change concerns every key (a truncate).</param>
/// <param name="Version">Its version; <see cref="Message.NoVersion"/> when the log does not say.</param>
public readonly record struct Change(string? Key, long Version)
{
    /// <summary>The stamp that the row keeps; 0 for none.</summary>
    public long Stamp { get; init; }

    /// <summary>The id of the write that made the change; 0 where the log names none.</summary>
    public long WriteId { get; init; }
}
