using System.Globalization;

namespace AkkaCacheSim.Core.Placement;

/// <summary>Slots that follow each other, as <c>A-B</c> says them, both included.</summary>
/// <param name="First">The first slot.</param>
/// <param name="Last">The last slot.</param>
public readonly record struct SlotRange(int First, int Last)
{
    /// <summary>Reads a range.</summary>
    /// <param name="text"><c>A-B</c>, or <c>A</c> for one slot.</param>
    /// <param name="range">The range, when it is one.</param>
    /// <returns>Whether the text is a range of slots from 0 to 16,383, its first not above its last.</returns>
    public static bool TryParse(string text, out SlotRange range)
    {
        ArgumentNullException.ThrowIfNull(text);
        range = default;
        var dash = text.IndexOf('-', StringComparison.Ordinal);
        if (!TrySlot(dash < 0 ? text : text[..dash], out var first) || !TrySlot(dash < 0 ? text : text[(dash + 1)..], out var last)) return false;
        range = new SlotRange(first, last);
        return first <= last;
    }

    /// <inheritdoc />
    public override string ToString() => First == Last
        ? First.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{First}-{Last}");

    private static bool TrySlot(string text, out int slot) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out slot) && slot < KeySlot.Count;
}
