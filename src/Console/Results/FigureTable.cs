using AkkaCacheSim.Console.Output;

namespace AkkaCacheSim.Console.Results;

/// <summary>Rows turned on their side: a line a figure, a cell a variant.</summary>
internal static class FigureTable
{
    /// <summary>The lines; cells have the spread where there is one.</summary>
    public static IEnumerable<(string Path, IReadOnlyList<string> Cells)> Of(IReadOnlyList<ResultRow> rows)
    {
        List<Dictionary<string, double?>> figures = [.. rows.Select(row => row.Figures.ToDictionary(figure => figure.Path, figure => figure.Value))];
        var paths = figures[0].Keys.Where(path => !path.StartsWith(Medians.Spread + ".", StringComparison.Ordinal));
        return paths.Select(path => (path, (IReadOnlyList<string>)[.. figures.Select(row => Cell(row, path))]));
    }

    private static string Cell(Dictionary<string, double?> row, string path)
    {
        var (min, max) = (row.GetValueOrDefault($"{Medians.Spread}.{path}.min"), row.GetValueOrDefault($"{Medians.Spread}.{path}.max"));
        return min is null ? Figures.Plain(row.GetValueOrDefault(path)) : $"{Figures.Plain(row[path])} ({Figures.Plain(min)}..{Figures.Plain(max)})";
    }
}
