using System.Globalization;

namespace AkkaCacheSim.Bench.Reporting;

/// <summary>Rows of figures under named columns; the first column is text.</summary>
internal sealed class Table
{
    private readonly string[] _columns;
    private readonly List<object[]> _rows = [];

    public Table(string section, string title, string[] columns)
    {
        Section = section;
        Title = title;
        _columns = columns;
    }

    public string Section { get; }

    public string Title { get; }

    /// <summary>The rows by column, as they are saved.</summary>
    public IEnumerable<Dictionary<string, object>> Rows =>
        _rows.Select(row => _columns.Select((column, i) => KeyValuePair.Create(column, row[i])).ToDictionary());

    public void Row(params object[] cells)
    {
        if (cells.Length != _columns.Length) throw new ArgumentException($"{_columns.Length} cells were expected", nameof(cells));
        _rows.Add(cells);
    }

    public void Print(TextWriter to)
    {
        var lines = _rows.Select(row => row.Select(Text).ToArray()).Prepend(_columns).ToList();
        var widths = _columns.Select((_, i) => lines.Max(line => line[i].Length)).ToArray();
        to.WriteLine();
        to.WriteLine($"{Section}: {Title}");
        foreach (var line in lines)
        {
            to.WriteLine("  " + string.Join("  ", line.Select((cell, i) => i == 0 ? cell.PadRight(widths[i]) : cell.PadLeft(widths[i]))));
        }
    }

    // Three digits say all that such a measurement knows.
    private static string Text(object cell) => cell switch
    {
        string text => text,
        double value when Math.Abs(value) < 10 => value.ToString("0.000", CultureInfo.InvariantCulture),
        double value when Math.Abs(value) < 1000 => value.ToString("0.0", CultureInfo.InvariantCulture),
        IFormattable value => value.ToString("#,##0", CultureInfo.InvariantCulture),
        _ => cell.ToString() ?? string.Empty,
    };
}
