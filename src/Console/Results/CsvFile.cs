using System.Text;
using nietras.SeparatedValues;

namespace AkkaCacheSim.Console.Results;

/// <summary>Rows as comma-separated values (RFC 4180): a line a variant, a column for everything that its JSON holds, named by its path.</summary>
internal static class CsvFile
{
    public static void Write(string file, IReadOnlyList<ResultRow> rows)
    {
        using var output = new StreamWriter(file, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\r\n" };
        using var csv = Sep.New(',').Writer(options => options with { Escape = true }).To(output);
        foreach (var row in rows)
        {
            using var line = csv.NewRow();
            foreach (var (path, value) in row.Leaves) line[path].Set(value?.ToString() ?? string.Empty);
        }
    }
}
