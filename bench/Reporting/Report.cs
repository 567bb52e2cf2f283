using System.Text.Json;

namespace AkkaCacheSim.Bench.Reporting;

/// <summary>What a run of the benchmark has measured: tables for people, the same rows as JSON, and the floors.</summary>
internal sealed class Report
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private readonly List<Table> _tables = [];
    private readonly List<Floor> _floors = [];

    public bool Holds => _floors.TrueForAll(floor => floor.Holds);

    public Table Add(string section, string title, params string[] columns)
    {
        var table = new Table(section, title, columns);
        _tables.Add(table);
        return table;
    }

    public void Add(Floor floor) => _floors.Add(floor);

    public void Print(TextWriter to)
    {
        to.WriteLine($"{Environment.ProcessorCount} cores, .NET {Environment.Version}, {TimeProvider.System.GetUtcNow():yyyy-MM-dd HH:mm} UTC");
        foreach (var table in _tables) table.Print(to);
        to.WriteLine();
        foreach (var floor in _floors) to.WriteLine(floor);
    }

    public void Save(string file)
    {
        var document = new
        {
            at = TimeProvider.System.GetUtcNow(),
            cores = Environment.ProcessorCount,
            runtime = Environment.Version.ToString(),
            tables = _tables.Select(table => new { section = table.Section, title = table.Title, rows = table.Rows }),
            floors = _floors.Select(floor => new { name = floor.Name, measured = floor.Measured, least = floor.Least, most = floor.Most, holds = floor.Holds }),
        };
        File.WriteAllText(file, JsonSerializer.Serialize(document, Indented));
    }
}
