using System.Net;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using AkkaCacheSim.Core.Settings;

namespace AkkaCacheSim.Console.Results;

/// <summary>Writes results as a page that is complete in itself: what draws the charts is in it, and it loads nothing.</summary>
internal static partial class HtmlReport
{
    // The default encoder escapes what could end a script or begin a tag.
    private static readonly JsonSerializerOptions Data = new(JsonSerializerDefaults.Web);

    public static void Write(string file, ExperimentResults results) => File.WriteAllText(file, Page(results), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));

    /// <summary>The page.</summary>
    public static string Page(ExperimentResults results) => Place().Replace(Resource("report.html"), place => place.Groups[1].Value switch
    {
        "title" => Text(results.Experiment.Title),
        "command" => Text(results.Experiment.CommandLine),
        "runs" => Text(Runs(results)),
        "table" => Table(results.Rows),
        "verdicts" => Verdicts(results),
        "settings" => string.Concat(results.Experiment.Settings.Select(setting => $"<div><dt>{Text(setting.Key)}</dt><dd>{Text(setting.Value)}</dd></div>")),
        "timelines" => TimelineOutput.Html(results.Timelines),
        "data" => ChartData(results.Log),
        "echarts" => Resource("echarts.js"),
        var unknown => throw new InvalidOperationException($"the page has a place for {unknown}, and there is no such thing"),
    });

    private static string Runs(ExperimentResults results)
    {
        if (results.Log.Count == 0) return "Nothing was run over time, so there is nothing to draw.";
        var repeat = results.Experiment.Repeat;
        return repeat == 1 ? "By the time at which requests ended, from the first one on." : $"The first of {repeat} runs, by the time at which requests ended, from the first one on. Figures are medians of all runs, with the least and the largest.";
    }

    private static string Table(IReadOnlyList<ResultRow> rows)
    {
        var table = new StringBuilder("<thead><tr><th></th>");
        foreach (var row in rows) table.Append("<th>").Append(Text(row.Variant)).Append("</th>");
        table.Append("</tr></thead><tbody>");
        foreach (var (path, cells) in FigureTable.Of(rows))
        {
            table.Append("<tr><th>").Append(Text(path)).Append("</th>");
            foreach (var cell in cells) table.Append("<td>").Append(Text(cell)).Append("</td>");
            table.Append("</tr>");
        }

        return table.Append("</tbody>").ToString();
    }

    private static string Verdicts(ExperimentResults results)
    {
        var claims = results.Claims.Select(claim => (claim.Holds, claim.Line));
        var thresholds = results.Thresholds.Select(threshold => (threshold.Holds, threshold.Line));
        return string.Concat(claims.Concat(thresholds).Select(verdict => $"<li class=\"{(verdict.Holds ? "holds" : "fails")}\">{(verdict.Holds ? "✓" : "✗")} {Text(verdict.Line)}</li>"));
    }

    private static string ChartData(IReadOnlyList<VariantRuns> log)
    {
        var step = Charts.StepOf(log);
        var charts = Charts.Of(log, step).GroupBy(series => (series.Chart, series.Unit)).Select(chart => new
        {
            title = chart.Key.Chart,
            unit = chart.Key.Unit,
            lines = chart.Select(series => new { name = series.Variant, values = series.Values }),
        });
        return JsonSerializer.Serialize(new { step = (double)step / Durations.Second, variants = log.Select(runs => runs.Variant), events = log.Select(runs => runs.Events.Select(what => new { at = what.At / (double)Durations.Second, text = what.Text })), charts }, Data);
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);

    private static string Resource(string name)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{name} is not in this build"));
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"\{\{(\w+)\}\}")]
    private static partial Regex Place();
}
