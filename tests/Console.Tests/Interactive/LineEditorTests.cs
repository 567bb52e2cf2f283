using AkkaCacheSim.Console.Interactive;
using AkkaCacheSim.Console.Tests.Support;

namespace AkkaCacheSim.Console.Tests.Interactive;

/// <summary>What keys do to the line.</summary>
public sealed class LineEditorTests : IDisposable
{
    private static readonly string[] Words = ["kill", "get", "getter", "ttl="];

    private readonly TempFolder _folder = new();
    private readonly LineEditor _editor;

    public LineEditorTests()
    {
        var history = new History(_folder.PathOf("history"));
        history.Add("first");
        history.Add("second");
        _editor = new LineEditor(history, text => new Completions(0, [.. Words.Where(word => word.StartsWith(text, StringComparison.Ordinal))]));
        _editor.Begin();
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Characters_go_in_at_the_cursor()
    {
        Type("ac");
        Press(ConsoleKey.LeftArrow);
        Type("b");
        Assert.Equal(("abc", 2), (_editor.Line.Text, _editor.Line.Cursor));
        Press(ConsoleKey.Home);
        Press(ConsoleKey.Delete);
        Press(ConsoleKey.End);
        Press(ConsoleKey.Backspace);
        Assert.Equal("b", _editor.Line.Text);
    }

    [Fact]
    public void What_looks_like_one_character_is_moved_over_and_deleted_as_one()
    {
        Type("a😀e\u0301");
        Press(ConsoleKey.LeftArrow);
        Assert.Equal(3, _editor.Line.Cursor);
        Press(ConsoleKey.LeftArrow);
        Assert.Equal(1, _editor.Line.Cursor);
        Press(ConsoleKey.Delete);
        Assert.Equal("ae\u0301", _editor.Line.Text);
    }

    [Fact]
    public void Control_keys_cut_words_and_ends()
    {
        Type("set a key");
        Control(ConsoleKey.W);
        Assert.Equal("set a ", _editor.Line.Text);
        Control(ConsoleKey.LeftArrow);
        Control(ConsoleKey.K);
        Assert.Equal("set ", _editor.Line.Text);
        Control(ConsoleKey.U);
        Assert.Equal(string.Empty, _editor.Line.Text);
    }

    [Fact]
    public void Up_and_down_go_through_the_history_and_back_to_what_was_typed()
    {
        Type("thi");
        Assert.Equal(["second", "first", "first"], Enumerable.Range(0, 3).Select(_ => After(ConsoleKey.UpArrow)));
        Assert.Equal(["second", "thi", "thi"], Enumerable.Range(0, 3).Select(_ => After(ConsoleKey.DownArrow)));
    }

    [Fact]
    public void A_control_D_leaves_only_an_empty_line()
    {
        Type("a");
        Press(ConsoleKey.Home);
        Assert.Equal(KeyResult.Typing, Control(ConsoleKey.D));
        Assert.Equal(KeyResult.Left, Control(ConsoleKey.D));
        Assert.Equal(KeyResult.Cleared, Control(ConsoleKey.C));
        Assert.Equal(KeyResult.Entered, Press(ConsoleKey.Enter));
    }

    [Fact]
    public void Tab_goes_as_far_as_all_ways_agree_then_shows_them()
    {
        Type("k");
        Assert.Equal(KeyResult.Typing, Press(ConsoleKey.Tab));
        Assert.Equal("kill ", _editor.Line.Text);
        _editor.Begin();
        Type("g");
        Press(ConsoleKey.Tab);
        Assert.Equal("get", _editor.Line.Text);
        Assert.Equal(KeyResult.Choose, Press(ConsoleKey.Tab));
        Assert.Equal(["get", "getter"], _editor.Choices);
        _editor.Begin();
        Type("t");
        Press(ConsoleKey.Tab);
        Assert.Equal("ttl=", _editor.Line.Text);
    }

    [Fact]
    public void A_key_without_a_meaning_changes_nothing()
    {
        foreach (var key in Enum.GetValues<ConsoleKey>()) _editor.Press(new ConsoleKeyInfo('\0', key, false, true, false));
        Assert.Equal(string.Empty, _editor.Line.Text);
    }

    private void Type(string text)
    {
        foreach (var letter in text) _editor.Press(new ConsoleKeyInfo(letter, default, false, false, false));
    }

    private string After(ConsoleKey key)
    {
        Press(key);
        return _editor.Line.Text;
    }

    private KeyResult Press(ConsoleKey key) => _editor.Press(new ConsoleKeyInfo('\0', key, false, false, false));

    private KeyResult Control(ConsoleKey key) => _editor.Press(new ConsoleKeyInfo('\0', key, false, false, true));
}
