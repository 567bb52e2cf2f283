namespace AkkaCacheSim.Core.Placement;

/// <summary>
/// Which slots were given to another member than the one they were dealt to. Immutable; written as <c>0-1023:node-3,5000:node-1</c>
/// in ascending order, each slot once, so the text can't grow without end however often slots move.
/// </summary>
public sealed class SlotMoves
{
    /// <summary>How no moves are written.</summary>
    public const string None = "none";

    private readonly string?[] _owners;

    private SlotMoves(string?[] owners) => _owners = owners;

    /// <summary>Reads moves.</summary>
    /// <param name="text">A list of <c>RANGE:MEMBER</c>, a later one before an earlier one, or <c>none</c>.</param>
    /// <returns>The moves, or null when the text is something else.</returns>
    public static SlotMoves? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var moves = new SlotMoves(new string?[KeySlot.Count]);
        if (text == None) return moves;
        foreach (var item in text.Split(','))
        {
            var colon = item.IndexOf(':', StringComparison.Ordinal);
            if (colon < 0 || colon == item.Length - 1 || !SlotRange.TryParse(item[..colon], out var range)) return null;
            moves.Give(range, item[(colon + 1)..]);
        }

        return moves;
    }

    /// <summary>These moves and one more.</summary>
    /// <param name="range">The slots that move.</param>
    /// <param name="member">Who gets them.</param>
    /// <returns>New moves; these stay as they are.</returns>
    public SlotMoves With(SlotRange range, string member)
    {
        ArgumentException.ThrowIfNullOrEmpty(member);
        var moves = new SlotMoves((string?[])_owners.Clone());
        moves.Give(range, member);
        return moves;
    }

    /// <summary>Whom a slot was given to.</summary>
    /// <param name="slot">The slot.</param>
    /// <returns>A member's name; null for a slot that never moved.</returns>
    public string? OwnerOf(int slot) => _owners[slot];

    /// <summary>The members that were given slots.</summary>
    /// <returns>Each name once.</returns>
    public IEnumerable<string> Members() => _owners.OfType<string>().Distinct();

    /// <inheritdoc />
    public override string ToString()
    {
        var moves = new List<string>();
        for (var first = 0; first < KeySlot.Count;)
        {
            var last = first;
            while (last + 1 < KeySlot.Count && _owners[last + 1] == _owners[first]) last++;
            if (_owners[first] is { } member) moves.Add($"{new SlotRange(first, last)}:{member}");
            first = last + 1;
        }

        return moves.Count == 0 ? None : string.Join(',', moves);
    }

    private void Give(SlotRange range, string member) => _owners.AsSpan(range.First, range.Last - range.First + 1).Fill(member);
}
