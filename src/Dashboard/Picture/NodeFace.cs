using System.Globalization;

namespace AkkaCacheSim.Dashboard.Picture;

/// <summary>What is drawn of a node's store.</summary>
/// <param name="Room">How full it is, in words.</param>
/// <param name="Slots">The first entries.</param>
/// <param name="Rest">What of it is not drawn, in words; null when all is.</param>
/// <param name="Empty">Why no entry is drawn; null when some are.</param>
public sealed record NodeFace(string Room, IReadOnlyList<SlotFace> Slots, string? Rest, string? Empty)
{
    /// <summary>How many entries of a node are drawn: the slots of a small node. More nobody reads.</summary>
    public const int MostSlots = 8;

    /// <summary>Puts a node's store into words.</summary>
    /// <param name="node">The node.</param>
    /// <param name="contents">What it holds; null when it did not say.</param>
    /// <param name="settings">The settings by their option's name.</param>
    /// <returns>What is drawn of it.</returns>
    public static NodeFace Of(MemberView node, NodeContents? contents, IReadOnlyDictionary<string, string> settings)
    {
        // What a node held that does not answer now is not what it holds.
        if (contents is null || MemberStates.Of(node.Status) != MemberState.Live) return new NodeFace(UnknownRoom(node, settings), [], null, Why(node.Status));
        SlotFace[] slots = [.. contents.Slots.Take(MostSlots).Select(SlotFace.Of)];
        return new NodeFace(
            InBytes(settings) ? BytesRoom(node, contents) : Invariant($"{contents.Entries}/{contents.Capacity} slots"),
            slots,
            contents.Entries > slots.Length ? NotDrawn(contents) : null,
            contents.Entries == 0 ? "Empty: the first GET of a key fills a slot." : null);
    }

    private static bool InBytes(IReadOnlyDictionary<string, string> settings) => settings.GetValueOrDefault("capacity", "none") != "none";

    private static string BytesRoom(MemberView node, NodeContents contents) =>
        Invariant($"{contents.Entries} entries, {FigureText.Bytes(node.Figures.GetValueOrDefault("used"))} of {FigureText.Bytes(contents.Capacity)}");

    private static string UnknownRoom(MemberView node, IReadOnlyDictionary<string, string> settings)
    {
        if (InBytes(settings)) return $"room for {settings["capacity"]}";
        var entries = node.Figures.TryGetValue("entries", out var count) ? FigureText.Count(count) : MemberStates.Of(node.Status) == MemberState.Down ? "0" : "?";
        return $"{entries}/{settings.GetValueOrDefault("slots", "?")} slots";
    }

    private static string Why(string status) => MemberStates.Of(status) switch
    {
        MemberState.Live => "What it holds is not known yet.",
        MemberState.Paused => "Paused: it keeps its copies, and they cannot be seen.",
        MemberState.CutOff => "Cut off: it keeps its copies, and they cannot be seen from here.",
        _ => "Down: its copies are gone.",
    };

    private static string NotDrawn(NodeContents contents)
    {
        var hidden = contents.Slots.Skip(MostSlots).ToList();
        var (stale, dirty) = (hidden.Count(slot => slot.Stale), hidden.Count(slot => slot.Dirty));
        var marks = (stale, dirty) switch
        {
            (0, 0) => "",
            (_, 0) => $", {stale} of them stale",
            (0, _) => $", {dirty} of them dirty",
            _ => $", {stale} of them stale and {dirty} dirty",
        };
        return Invariant($"and {FigureText.Count(contents.Entries - MostSlots)} more{marks}");
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
