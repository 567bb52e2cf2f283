using System.Globalization;

namespace AkkaCacheSim.Dashboard.Picture;

/// <summary>An entry of a node as it is drawn: two that are equal need no new drawing.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Value">Its value in words.</param>
/// <param name="Absent">Whether it is a kept absence.</param>
/// <param name="Version">Its version in words.</param>
/// <param name="Ttl">How long it lives on, in words.</param>
/// <param name="Dirty">Whether it is not in the origin yet.</param>
/// <param name="Stale">Whether the origin has a newer version.</param>
public sealed record SlotFace(string Key, string Value, bool Absent, string Version, string Ttl, bool Dirty, bool Stale)
{
    /// <summary>Puts an entry into words.</summary>
    /// <param name="slot">The entry.</param>
    /// <returns>What is drawn of it.</returns>
    public static SlotFace Of(SlotView slot) => new(
        slot.Key,
        slot.Value ?? "known not to exist",
        slot.Value is null,
        slot.Version is { } version ? string.Create(CultureInfo.InvariantCulture, $"v{version}") : "v–",
        FigureText.Ttl(slot.TtlMs),
        slot.Dirty,
        slot.Stale);
}
