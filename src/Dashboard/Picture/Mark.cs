namespace AkkaCacheSim.Dashboard.Picture;

/// <summary>How a kind of mark is told from the others: by its letter, and by its shape, which bears the kind's name in the style sheet.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Letter">Its letter.</param>
/// <param name="Name">Its name in the legend.</param>
/// <param name="What">What it means, in a line.</param>
public sealed record Mark(MarkKind Kind, string Letter, string Name, string What)
{
    /// <summary>All marks, in the order of the legend.</summary>
    public static IReadOnlyList<Mark> All { get; } =
    [
        new(MarkKind.Hit, "H", "hit", "a copy answers the read"),
        new(MarkKind.Miss, "M", "miss", "the origin answers the read"),
        new(MarkKind.Fill, "F", "fill", "a node takes a copy"),
        new(MarkKind.Eviction, "E", "eviction", "a copy goes because room is needed"),
        new(MarkKind.Flush, "D", "flush", "a dirty value goes to the database"),
        new(MarkKind.Invalidation, "X", "invalidation", "a copy goes because its key has changed"),
        new(MarkKind.Write, "W", "write", "SET or DEL"),
        new(MarkKind.Stale, "S", "stale hit", "an outdated copy answers the read"),
        new(MarkKind.Coalesced, "C", "coalesced", "somebody else's load answers the read"),
        new(MarkKind.Expiry, "T", "expiry", "a copy goes because its TTL has run out"),
        new(MarkKind.Moved, "O", "new owner", "a copy goes because another node owns its key now"),
        new(MarkKind.Failure, "!", "failure", "shed, refused, timed out or failed"),
    ];

    /// <summary>The mark of a kind.</summary>
    /// <param name="kind">The kind.</param>
    /// <returns>Its mark.</returns>
    public static Mark Of(MarkKind kind) => All.First(mark => mark.Kind == kind);

    /// <summary>The kind's name in the markup and the style sheet.</summary>
    /// <param name="kind">The kind.</param>
    /// <returns>Its name, in small letters.</returns>
    public static string Class(MarkKind kind) => kind.ToString().ToLowerInvariant();
}
