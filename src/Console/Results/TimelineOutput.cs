using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AkkaCacheSim.Console.Output;
using AkkaCacheSim.Core.Settings;

namespace AkkaCacheSim.Console.Results;

/// <summary>Timelines as tables and as JSON.</summary>
internal static class TimelineOutput
{
    private static readonly string[] Headers = ["second", "reads", "hit rate", "failed reads", "failed writes", "failovers", "stale reads", "staleness max ms", "origin reads", "origin writes", "p99 ms", "what happened"];

    /// <summary>All seconds of all variants: each with its <c>variant</c>, and its events with the time in ms.</summary>
    public static JsonArray Document(IReadOnlyList<Timeline> timelines) =>
        new([.. timelines.SelectMany(timeline => timeline.Seconds.Select(second => (JsonNode)Document(timeline.Variant, second)))]);

    /// <summary>Prints the seconds around what happened.</summary>
    public static void Print(IReadOnlyList<Timeline> timelines)
    {
        foreach (var timeline in timelines)
        {
            System.Console.Out.WriteLine();
            System.Console.Out.WriteLine($"{timeline.Variant}, second by second:");
            var table = new TextTable(Headers);
            foreach (var second in timeline.Around) table.Add(Cells(second));
            table.Print();
        }
    }

    /// <summary>The same for a page: a section a variant.</summary>
    public static string Html(IReadOnlyList<Timeline> timelines)
    {
        var html = new StringBuilder();
        foreach (var timeline in timelines)
        {
            html.Append("<details><summary>").Append(WebUtility.HtmlEncode(timeline.Variant)).Append(", second by second</summary><div class=\"scroll\" tabindex=\"0\"><table><thead><tr>");
            Append(html, "th", Headers);
            html.Append("</tr></thead><tbody>");
            foreach (var second in timeline.Seconds)
            {
                var cells = Cells(second);
                html.Append("<tr>");
                Append(html, "th", cells.AsSpan(0, 1));
                Append(html, "td", cells.AsSpan(1));
                html.Append("</tr>");
            }

            html.Append("</tbody></table></div></details>");
        }

        return html.ToString();
    }

    private static void Append(StringBuilder html, string tag, ReadOnlySpan<string> cells)
    {
        foreach (var cell in cells) html.Append('<').Append(tag).Append('>').Append(WebUtility.HtmlEncode(cell)).Append("</").Append(tag).Append('>');
    }

    private static JsonObject Document(string variant, TimelineSecond second)
    {
        var document = JsonSerializer.SerializeToNode(second, Json.Options)!.AsObject();
        document.Insert(0, "variant", variant);
        document["events"] = new JsonArray([.. second.Events.Select(what => new JsonObject { ["atMs"] = Math.Round(what.At / 1e6, 1), ["text"] = what.Text })]);
        return document;
    }

    private static string[] Cells(TimelineSecond second) =>
    [
        second.Second.ToString(CultureInfo.InvariantCulture),
        Figures.Count(second.Reads),
        second.HitRate is { } rate ? Figures.Share(rate) : "-",
        Figures.Count(second.FailedReads),
        Figures.Count(second.FailedWrites),
        Figures.Count(second.Failovers),
        second.StaleReads is { } stale ? Figures.Count(stale) : "-",
        Figures.Ms(second.StalenessMaxMs),
        Figures.Count(second.OriginReads),
        Figures.Count(second.OriginWrites),
        Figures.Ms(second.LatencyP99Ms),
        string.Join("; ", second.Events.Select(what => string.Create(CultureInfo.InvariantCulture, $"{what.At / (double)Durations.Second:0.0} s: {what.Text}"))),
    ];
}
