using Spectre.Console.Rendering;

namespace AkkaCacheSim.Console.Interactive;

/// <summary>Draws the prompt with the line being typed, and the status below it. Each takes one row; a line that is too long shows the part around the cursor.</summary>
internal static class Screen
{
    // Control sequences (ECMA-48): J clears from the cursor to the end of the screen, A goes a row up, G to a column, 2m is faint.
    private const string Anew = "\r\e[J";

    /// <summary>Draws all anew in the rows where it was, or from the cursor's row on.</summary>
    public static void Draw(string prompt, EditedLine line, string status)
    {
        var width = Width();
        var (shown, column) = Window(line, width - Cells(prompt) - 1);
        System.Console.Out.Write($"{Anew}{prompt}{shown}\n\e[2m{Head(status, width - 1)}\e[0m\e[1A\e[{Cells(prompt) + column + 1}G");
    }

    /// <summary>Leaves the line where it is, for good, without the status.</summary>
    public static void Finish(string prompt, EditedLine line) => System.Console.Out.Write($"{Anew}{prompt}{Visible(line.Text)}\n");

    /// <summary>Says something above the prompt, which is to be drawn again.</summary>
    public static void Say(string text) => System.Console.Out.Write($"{Anew}{text}\n");

    /// <summary>Clears the screen.</summary>
    public static void Wipe() => System.Console.Out.Write("\e[H\e[2J");

    /// <summary>Clears what was drawn, so that other output can take its place.</summary>
    public static void Clear() => System.Console.Out.Write(Anew);

    /// <summary>Words in columns.</summary>
    public static string Columns(IReadOnlyList<string> words)
    {
        var wide = words.Max(Cells) + 2;
        var each = Math.Max(1, Width() / wide);
        return string.Join('\n', words.Chunk(each).Select(row => string.Concat(row.Select(word => word.PadRight(wide))).TrimEnd()));
    }

    private static int Width() => Math.Max(40, System.Console.WindowWidth);

    // Backwards from the cursor as far as there is room, then onwards.
    private static (string Shown, int Column) Window(EditedLine line, int room)
    {
        var before = Visible(line.Before);
        var start = before.Length;
        var column = 0;
        while (start > 0)
        {
            var rune = RuneBefore(before, start);
            if (column + Cells(rune) > room) break;
            column += Cells(rune);
            start -= rune.Length;
        }

        return (before[start..] + Head(Visible(line.Text[line.Cursor..]), room - column), column);
    }

    private static string RuneBefore(string text, int end) => end > 1 && char.IsSurrogatePair(text, end - 2) ? text[(end - 2)..end] : text[(end - 1)..end];

    private static string Head(string text, int room)
    {
        var end = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            room -= Cells(rune.ToString());
            if (room < 0) break;
            end += rune.Utf16SequenceLength;
        }

        return text[..end];
    }

    // A character that moves the cursor would spoil the drawing.
    private static string Visible(string text) => text.Any(char.IsControl) ? string.Concat(text.Select(letter => char.IsControl(letter) ? '?' : letter)) : text;

    private static int Cells(string text) => new Segment(text).CellCount();
}
