using AkkaCacheSim.Core.Machines;

namespace AkkaCacheSim.Core.Messages;

/// <summary>
/// One message between machines: a flat value, so that a cache hit allocates nothing and a batch is an array.
/// <see cref="Kind"/> says which fields mean something; the rest keep their defaults.
/// </summary>
public readonly record struct Message
{
    /// <summary>The version of an invalidation that names none: it drops whatever is there.</summary>
    public const long NoVersion = long.MaxValue;

    /// <summary>What it says.</summary>
    public MessageKind Kind { get; init; }

    /// <summary>How a request ended, or why it failed.</summary>
    public Outcome Outcome { get; init; }

    /// <summary>The row was deleted; <see cref="Version"/> is the delete's.</summary>
    public bool Deleted { get; init; }

    /// <summary>A fill token was granted under <see cref="Request"/>.</summary>
    public bool Token { get; init; }

    /// <summary>The sender's number for the request; answers repeat it.</summary>
    public long Request { get; init; }

    /// <summary>The key.</summary>
    public string? Key { get; init; }

    /// <summary>The value; null where there is none.</summary>
    public string? Value { get; init; }

    /// <summary>The committed version; 0 means that the key never existed.</summary>
    public long Version { get; init; }

    /// <summary>How long the request is known to have waited at the origin before its statement ran, ns: the value is younger than the token by at least this.</summary>
    public long Wait { get; init; }

    /// <summary>Whose request a <see cref="MessageKind.Get"/>, <see cref="MessageKind.Set"/> or <see cref="MessageKind.Delete"/> is: a number from 0. In place of <see cref="Wait"/>, which they have no use for.</summary>
    public int User
    {
        get => (int)Wait;
        init => Wait = value;
    }

    /// <summary>Names a write in the origin and in histories; 0 for none, negative for a writer that bypasses the cache.</summary>
    public long WriteId { get; init; }

    /// <summary>The node that served a <see cref="MessageKind.Result"/>.</summary>
    public Address Node { get; init; }

    /// <summary>The stamp of the last write-back write that the value includes; 0 for none.</summary>
    public long Stamp { get; init; }

    /// <summary>What the message carries beside one key.</summary>
    public IBatch? Batch { get; init; }

    /// <summary>The changes of an <see cref="MessageKind.InvalidateBatch"/>.</summary>
    public ChangeBatch? Changes
    {
        get => Batch as ChangeBatch;
        init => Batch = value;
    }

    /// <summary>Where the value stands in the key's order.</summary>
    public Revision Revision => new(Stamp, Version);
}
