using System.Globalization;

namespace AkkaCacheSim.Console.Interactive;

/// <summary>The line that is being typed, and where in it. Moves and deletions go by what a person sees as one character.</summary>
internal sealed class EditedLine
{
    /// <summary>The most characters a line can have: a value of the longest kind, its key and a command.</summary>
    public const int MostCharacters = 1 << 21;

    public string Text { get; private set; } = string.Empty;

    /// <summary>The index in the text before which typed characters go.</summary>
    public int Cursor { get; private set; }

    public string Before => Text[..Cursor];

    public void Set(string text) => (Text, Cursor) = (text, text.Length);

    public void Insert(string typed)
    {
        if (Text.Length + typed.Length > MostCharacters) return;
        Text = Text.Insert(Cursor, typed);
        Cursor += typed.Length;
    }

    /// <summary>Puts something in the place of what lies between an index and the cursor.</summary>
    public void Replace(int from, string by)
    {
        DeleteTo(from);
        Insert(by);
    }

    public void Left() => Cursor = Previous();

    public void Right() => Cursor = Next();

    public void WordLeft() => Cursor = PreviousWord();

    public void WordRight() => Cursor = NextWord();

    public void Home() => Cursor = 0;

    public void End() => Cursor = Text.Length;

    public void Backspace() => DeleteTo(Previous());

    public void Delete() => DeleteTo(Next());

    public void DeleteWord() => DeleteTo(PreviousWord());

    public void DeleteToStart() => DeleteTo(0);

    public void DeleteToEnd() => DeleteTo(Text.Length);

    private void DeleteTo(int index)
    {
        var (from, to) = index < Cursor ? (index, Cursor) : (Cursor, index);
        Text = Text.Remove(from, to - from);
        Cursor = from;
    }

    private int Next() => Cursor + StringInfo.GetNextTextElementLength(Text.AsSpan(Cursor));

    // Characters that are combined can only be told from their start on.
    private int Previous() => Cursor == 0 ? 0 : StringInfo.ParseCombiningCharacters(Before)[^1];

    private int PreviousWord()
    {
        var at = Cursor;
        while (at > 0 && char.IsWhiteSpace(Text[at - 1])) at--;
        while (at > 0 && !char.IsWhiteSpace(Text[at - 1])) at--;
        return at;
    }

    private int NextWord()
    {
        var at = Cursor;
        while (at < Text.Length && char.IsWhiteSpace(Text[at])) at++;
        while (at < Text.Length && !char.IsWhiteSpace(Text[at])) at++;
        return at;
    }
}
