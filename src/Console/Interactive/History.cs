using AkkaCacheSim.Core.Settings;

namespace AkkaCacheSim.Console.Interactive;

/// <summary>The lines typed before, oldest first, bounded, and kept in a file that only its owner can read: values may be in it.</summary>
internal sealed class History
{
    /// <summary>How many lines are kept.</summary>
    public const int MostLines = 1_000;

    /// <summary>Longer lines are not kept.</summary>
    public const int MostCharacters = 4_096;

    private readonly string _file;
    private readonly List<string> _lines;
    private int _at;
    private string _typed = string.Empty;

    /// <summary>Reads what was kept. A file that can't be read is one that isn't there.</summary>
    /// <param name="file">The file.</param>
    public History(string file)
    {
        _file = file;
        _lines = Kept(file);
        if (_lines.Count > MostLines)
        {
            _lines.RemoveRange(0, _lines.Count - MostLines);
            Write(_lines, FileMode.Create);
        }

        _at = _lines.Count;
    }

    public IReadOnlyList<string> Lines => _lines;

    /// <summary>Adds a line, unless it is empty, too long or the last one again, and goes to the end.</summary>
    public void Add(string line)
    {
        line = DatabaseUrl.Redact(line.Trim());
        if (line.Length > 0 && line.Length <= MostCharacters && (_lines.Count == 0 || _lines[^1] != line))
        {
            _lines.Add(line);
            if (_lines.Count > MostLines) _lines.RemoveAt(0);
            Write([line], FileMode.Append);
        }

        _at = _lines.Count;
    }

    /// <summary>The line before the one shown; null when there is none.</summary>
    /// <param name="typed">What stands in the line now; kept when it is the newest.</param>
    public string? Previous(string typed)
    {
        if (_at == 0) return null;
        if (_at == _lines.Count) _typed = typed;
        return _lines[--_at];
    }

    /// <summary>The line after the one shown, at last the one that was being typed; null when there is none.</summary>
    public string? Next()
    {
        if (_at == _lines.Count) return null;
        return ++_at == _lines.Count ? _typed : _lines[_at];
    }

    /// <summary>Goes to the end: whoever moves back from there starts at the newest line.</summary>
    public void Leave() => _at = _lines.Count;

    private static List<string> Kept(string file)
    {
        try
        {
            return [.. File.ReadLines(file).TakeLast(MostLines + 1)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    // A history that can't be kept is no reason to end a session, nor to make a data folder where there is none.
    private void Write(IReadOnlyList<string> lines, FileMode mode)
    {
        try
        {
            var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write, Share = FileShare.ReadWrite };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using var file = new StreamWriter(_file, options);
            foreach (var line in lines) file.WriteLine(line);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // As above.
        }
    }
}
