using AkkaCacheSim.Console.Interactive;
using AkkaCacheSim.Console.Tests.Support;

namespace AkkaCacheSim.Console.Tests.Interactive;

/// <summary>The history's bounds and its file.</summary>
public sealed class HistoryTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string Path => _folder.PathOf("history");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Lines_are_there_in_the_next_session_and_only_their_owner_can_read_them()
    {
        var history = new History(Path);
        foreach (var line in new[] { "get a", "get a", " ", "set b 日本", new string('x', History.MostCharacters + 1) }) history.Add(line);
        Assert.Equal(["get a", "set b 日本"], new History(Path).Lines);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path));
    }

    [Fact]
    public void The_oldest_lines_go_first_here_and_in_the_file()
    {
        var history = new History(Path);
        for (var i = 0; i < History.MostLines + 5; i++) history.Add($"get {i}");
        Assert.Equal((History.MostLines, "get 5"), (history.Lines.Count, history.Lines[0]));
        Assert.Equal((History.MostLines, "get 5"), (new History(Path).Lines.Count, new History(Path).Lines[0]));
        Assert.Equal(History.MostLines, File.ReadLines(Path).Count());
        Assert.Equal((byte)'g', File.ReadAllBytes(Path)[0]);
    }

    [Fact]
    public void Without_a_folder_lines_are_kept_in_memory_only()
    {
        var history = new History(_folder.PathOf("nowhere/history"));
        history.Add("get a");
        Assert.Equal("get a", history.Previous(string.Empty));
        Assert.False(Directory.Exists(_folder.PathOf("nowhere")));
    }
}
