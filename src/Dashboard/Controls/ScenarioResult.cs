using System.Text.Json;

namespace AkkaCacheSim.Dashboard.Controls;

/// <summary>A scenario's result, out of its JSON document.</summary>
/// <param name="Scenario">Its name.</param>
/// <param name="Figures">The names of the figures, in their order.</param>
/// <param name="Rows">A row a variant.</param>
/// <param name="Claims">Its claims.</param>
public sealed record ScenarioResult(string Scenario, IReadOnlyList<string> Figures, IReadOnlyList<ScenarioRow> Rows, IReadOnlyList<ScenarioClaim> Claims)
{
    // What a scenario is about, where the first figure that differs between its variants is something else.
    private static readonly Dictionary<string, string> MainFigures = new Dictionary<string, string>
    {
        ["stampede"] = "originReads",
        ["expire-popular"] = "peakOriginReads",
        ["hot-key"] = "busiestShare",
        ["origin-collapse"] = "originReadsPerSecond",
        ["stale-fill"] = "stuckStale",
        ["bypass-writer"] = "stuckStale",
        ["cdc-lag"] = "stalenessMaxMs",
        ["write-policies"] = "writeP50Ms",
        ["ttl-sweep"] = "originReads",
    };

    /// <summary>The figure that is drawn first.</summary>
    public string Main => MainFigures.TryGetValue(Scenario, out var main) && Figures.Contains(main) ? main
        : Figures.FirstOrDefault(figure => Rows.Select(row => row.Figures[figure]).Distinct().Count() > 1) ?? Figures[0];

    /// <summary>What variants, and claims about them, have in common: <c>single-flight, 1 coordinator</c> and <c>single-flight, 4 coordinators</c> are of one family.</summary>
    public IReadOnlyList<string> Families => [.. Rows.Select(row => Family(row.Variant)).Distinct()];

    /// <summary>The family of a variant, or of a claim about one.</summary>
    /// <param name="text">The variant's name, or the claim.</param>
    /// <returns>What is in front of the first comma or colon.</returns>
    public static string Family(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Split(',', ':')[0];
    }

    /// <summary>Reads one.</summary>
    /// <param name="json">The document, as <c>scenario --json</c> prints it.</param>
    /// <returns>The result; null where it is none, or has no rows.</returns>
    public static ScenarioResult? Parse(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            List<ScenarioRow> rows = [.. root.GetProperty("rows").EnumerateArray().Select(Row)];
            List<string> figures = [.. rows.SelectMany(row => row.Figures.Keys).Distinct()];
            if (figures.Count == 0) return null;
            return new ScenarioResult(
                root.GetProperty("scenario").GetString()!,
                figures,
                [.. rows.Select(row => row with { Figures = figures.ToDictionary(figure => figure, figure => row.Figures.GetValueOrDefault(figure)) })],
                root.GetProperty("claims").Deserialize<List<ScenarioClaim>>(JsonSerializerOptions.Web)!);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    private static ScenarioRow Row(JsonElement row) => new(
        row.GetProperty("variant").GetString()!,
        row.EnumerateObject()
            .Where(field => field.Value.ValueKind is JsonValueKind.Number or JsonValueKind.Null)
            .ToDictionary(field => field.Name, field => field.Value.ValueKind == JsonValueKind.Null ? (double?)null : field.Value.GetDouble()));
}
