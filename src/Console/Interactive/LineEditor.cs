namespace AkkaCacheSim.Console.Interactive;

/// <summary>What each key does to the line being typed. Knows no terminal: keys come in, the line is there to be drawn.</summary>
internal sealed class LineEditor
{
    private readonly History _history;
    private readonly Func<string, Completions> _complete;

    /// <summary>Makes an editor with an empty line.</summary>
    /// <param name="history">Lines typed before.</param>
    /// <param name="complete">The ways to complete a text.</param>
    public LineEditor(History history, Func<string, Completions> complete) => (_history, _complete) = (history, complete);

    /// <summary>The line.</summary>
    public EditedLine Line { get; } = new();

    /// <summary>After <see cref="KeyResult.Choose"/>: the words to choose from.</summary>
    public IReadOnlyList<string> Choices { get; private set; } = [];

    /// <summary>Begins a new line.</summary>
    public void Begin()
    {
        Line.Set(string.Empty);
        _history.Leave();
    }

    /// <summary>Takes a key.</summary>
    public KeyResult Press(ConsoleKeyInfo key)
    {
        if (key.Key == ConsoleKey.Tab) return Complete();
        if (key.Key == ConsoleKey.Enter) return KeyResult.Entered;
        if (key.Modifiers.HasFlag(ConsoleModifiers.Control) && Ends(key.Key) is { } result) return result;
        var edit = key.Modifiers.HasFlag(ConsoleModifiers.Control) ? WithControl(key.Key)
            : key.Modifiers.HasFlag(ConsoleModifiers.Alt) ? WithAlt(key.Key)
            : Plain(key.Key);
        if (edit is not null) edit();
        else if (!char.IsControl(key.KeyChar)) Line.Insert(key.KeyChar.ToString());
        return KeyResult.Typing;
    }

    private KeyResult? Ends(ConsoleKey key) => key switch
    {
        ConsoleKey.C => KeyResult.Cleared,
        ConsoleKey.D when Line.Text.Length == 0 => KeyResult.Left,
        ConsoleKey.J or ConsoleKey.M => KeyResult.Entered,
        ConsoleKey.I => Complete(),
        ConsoleKey.L => KeyResult.Wiped,
        _ => null,
    };

    private Action? Plain(ConsoleKey key) => key switch
    {
        ConsoleKey.Backspace => Line.Backspace,
        ConsoleKey.Delete => Line.Delete,
        ConsoleKey.LeftArrow => Line.Left,
        ConsoleKey.RightArrow => Line.Right,
        ConsoleKey.Home => Line.Home,
        ConsoleKey.End => Line.End,
        ConsoleKey.UpArrow => Previous,
        ConsoleKey.DownArrow => Next,
        _ => null,
    };

    private Action? WithControl(ConsoleKey key) => key switch
    {
        ConsoleKey.A => Line.Home,
        ConsoleKey.E => Line.End,
        ConsoleKey.B => Line.Left,
        ConsoleKey.F => Line.Right,
        ConsoleKey.D => Line.Delete,
        ConsoleKey.H or ConsoleKey.Backspace => Line.Backspace,
        ConsoleKey.W => Line.DeleteWord,
        ConsoleKey.U => Line.DeleteToStart,
        ConsoleKey.K => Line.DeleteToEnd,
        ConsoleKey.P => Previous,
        ConsoleKey.N => Next,
        ConsoleKey.LeftArrow => Line.WordLeft,
        ConsoleKey.RightArrow => Line.WordRight,
        _ => null,
    };

    private Action? WithAlt(ConsoleKey key) => key switch
    {
        ConsoleKey.B => Line.WordLeft,
        ConsoleKey.F => Line.WordRight,
        _ => null,
    };

    private void Previous() => Show(_history.Previous(Line.Text));

    private void Next() => Show(_history.Next());

    private void Show(string? line)
    {
        if (line is not null) Line.Set(line);
    }

    // As far as all ways agree; whoever wants more is shown them.
    private KeyResult Complete()
    {
        var (from, words) = _complete(Line.Before);
        if (words.Count == 0) return KeyResult.Typing;
        var common = words.Aggregate(Common);
        if (words.Count > 1 && common.Length <= Line.Cursor - from)
        {
            Choices = words;
            return KeyResult.Choose;
        }

        Line.Replace(from, words.Count > 1 || common.EndsWith('=') ? common : common + " ");
        return KeyResult.Typing;
    }

    private static string Common(string one, string other)
    {
        var length = 0;
        while (length < one.Length && length < other.Length && one[length] == other[length]) length++;
        return one[..length];
    }
}
