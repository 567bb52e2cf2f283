using Spectre.Console;

namespace AkkaCacheSim.Console.Output;

/// <summary>A table: drawn on a terminal, plain aligned columns in a pipe.</summary>
internal sealed class TextTable(params string[] headers)
{
    private readonly List<string[]> _rows = [];

    public void Add(params string[] cells)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(cells.Length, headers.Length);
        _rows.Add(cells);
    }

    public void Print()
    {
        if (System.Console.IsOutputRedirected) PrintPlain();
        else PrintDrawn();
    }

    private void PrintPlain()
    {
        var widths = headers.Select((header, i) => Math.Max(header.Length, _rows.Select(row => row[i].Length).DefaultIfEmpty().Max())).ToArray();
        foreach (var row in _rows.Prepend(headers))
        {
            // The first column names things; the others are figures.
            var cells = row.Select((cell, i) => i == 0 ? cell.PadRight(widths[i]) : cell.PadLeft(widths[i]));
            System.Console.Out.WriteLine(string.Join("  ", cells).TrimEnd());
        }
    }

    private void PrintDrawn()
    {
        var table = new Table { Border = TableBorder.Rounded };
        for (var i = 0; i < headers.Length; i++)
        {
            var column = new TableColumn(Markup.Escape(headers[i]));
            table.AddColumn(i == 0 ? column : column.RightAligned());
        }

        foreach (var row in _rows) table.AddRow(row.Select(Markup.Escape).ToArray());
        AnsiConsole.Write(table);
    }
}
