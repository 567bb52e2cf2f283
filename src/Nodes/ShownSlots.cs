using AkkaCacheSim.Cluster.Messages;
using AkkaCacheSim.Core.Nodes;
using AkkaCacheSim.Core.Protections;
using AkkaCacheSim.Core.Settings;

namespace AkkaCacheSim.Nodes;

/// <summary>A node's entries as they are shown: few, and shortened.</summary>
internal static class ShownSlots
{
    // What is longer is shown no further.
    private const int ValueChars = 64;

    /// <param name="copies">The copies that the node holds.</param>
    /// <param name="now">Now, ns.</param>
    /// <param name="most">How many to show at most.</param>
    public static IReadOnlyList<HeldSlot> Of(IEnumerable<(string Key, Entry Entry)> copies, long now, int most) =>
        [.. copies.Take(most).Select(copy => Of(copy.Key, copy.Entry, now))];

    // A value without a version has a write that it comes from, unless there is no value: what never existed is committed, so to speak.
    private static HeldSlot Of(string key, in Entry entry, long now) => new(
        SubKeys.KeyOf(key),
        Shortened(entry.Value),
        entry.Revision,
        entry is { Version: 0, WriteId: > 0 },
        entry.ExpiresAt == Durations.None ? Durations.None : entry.ExpiresAt - now);

    // Not within a pair of surrogates: half of one is no text.
    private static string? Shortened(string? value) =>
        value is not { Length: > ValueChars } ? value
        : value[..(char.IsHighSurrogate(value[ValueChars - 1]) ? ValueChars - 1 : ValueChars)];
}
