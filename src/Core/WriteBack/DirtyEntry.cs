namespace AkkaCacheSim.Core.WriteBack;

/// <summary>A value (or delete) that has been acknowledged and is not known to be in the origin.</summary>
public sealed class DirtyEntry
{
    internal DirtyEntry(string key, long since)
    {
        Key = key;
        Since = since;
    }

    /// <summary>The key.</summary>
    public string Key { get; }

    /// <summary>The value; null for a delete.</summary>
    public string? Value { get; internal set; }

    /// <summary>The last write's place in the queue's order.</summary>
    public long Stamp { get; internal set; }

    /// <summary>The last write's id.</summary>
    public long WriteId { get; internal set; }

    /// <summary>Since when the key is dirty, ns.</summary>
    public long Since { get; internal set; }
}
