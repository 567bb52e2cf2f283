using System.Text;
using nietras.SeparatedValues;

namespace AkkaCacheSim.Console.Results;

/// <summary>Rows as comma-separated values (RFC 4180): a line a variant, a column for everything that its JSON holds, named by its path.</summary>
internal static class CsvFile
{
    /// <summary>Opens a file for rows; what is in it is replaced. Ending the writer ends the file.</summary>
    public static SepWriter Open(string file) => Sep.New(',').Writer(options => options with { Escape = true })
        .To(new StreamWriter(file, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\r\n" }, leaveOpen: false);

    public static void Write(string file, IReadOnlyList<ResultRow> rows)
    {
        using var csv = Open(file);
        foreach (var row in rows)
        {
            using var line = csv.NewRow();
            foreach (var (path, value) in row.Leaves) line[path].Set(value?.ToString() ?? string.Empty);
        }
    }
}
