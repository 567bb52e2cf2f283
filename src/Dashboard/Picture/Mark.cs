namespace AkkaCacheSim.Dashboard.Picture;

/// <summary>How a kind of mark is told from the others: by its letter, its shape, and its colour, which the style sheet has under the kind's name.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Letter">Its letter.</param>
/// <param name="Name">Its name in the legend.</param>
/// <param name="What">What it means, in a line.</param>
/// <param name="Shape">Its outline, an SVG path in a square of 100.</param>
/// <param name="LetterX">The middle of its letter.</param>
/// <param name="LetterY">The middle of its letter.</param>
public sealed record Mark(MarkKind Kind, string Letter, string Name, string What, string Shape, int LetterX = 50, int LetterY = 52)
{
    /// <summary>All marks, in the order of the legend.</summary>
    public static IReadOnlyList<Mark> All { get; } =
    [
        new(MarkKind.Hit, "H", "hit", "a copy answers the read", "M50 4A46 46 0 1 1 50 96A46 46 0 1 1 50 4z"),
        new(MarkKind.Miss, "M", "miss", "the origin answers the read", "M50 2L98 50L50 98L2 50z"),
        new(MarkKind.Fill, "F", "fill", "a node takes a copy", "M10 10H90V90H10z"),
        new(MarkKind.Eviction, "E", "eviction", "a copy goes because room is needed", "M2 6H98L50 98z", LetterY: 36),
        new(MarkKind.Flush, "D", "flush", "a dirty value goes to the database", "M26 6H74L98 50L74 94H26L2 50z"),
        new(MarkKind.Invalidation, "X", "invalidation", "a copy goes because its key has changed", "M31 3H69L97 31V69L69 97H31L3 69V31z"),
        new(MarkKind.Write, "W", "write", "SET or DEL", "M3 12H62L97 50L62 88H3z", LetterX: 42),
        new(MarkKind.Stale, "S", "stale hit", "an outdated copy answers the read", "M50 3L64 17H83V36L97 50L83 64V83H64L50 97L36 83H17V64L3 50L17 36V17H36z"),
        new(MarkKind.Coalesced, "C", "coalesced", "somebody else's load answers the read", "M50 16A47 34 0 1 1 50 84A47 34 0 1 1 50 16z"),
        new(MarkKind.Expiry, "T", "expiry", "a copy goes because its TTL has run out", "M24 6H76L97 94H3z", LetterY: 56),
        new(MarkKind.Moved, "O", "new owner", "a copy goes because another node owns its key now", "M26 10H98L74 90H2z"),
        new(MarkKind.Failure, "!", "failure", "shed, refused, timed out or failed", "M50 3L98 94H2z", LetterY: 66),
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
