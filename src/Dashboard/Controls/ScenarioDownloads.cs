using System.Text;
using AkkaCacheSim.Dashboard.Feed;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace AkkaCacheSim.Dashboard.Controls;

/// <summary>The files of the last scenario, from the page's own address: the control API's token stays with the server.</summary>
internal static class ScenarioDownloads
{
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(10);

    /// <summary>Adds them.</summary>
    /// <param name="routes">The page's routes.</param>
    public static void MapScenarioDownloads(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/scenario/result.json", (HttpContext http, ClusterSource source) => SendAsync(http, source, "application/json", "json", async (client, state, cancel) =>
            state.Result ?? throw new LiveException("scenario: there is no result; a scenario that has ended well leaves one")));
        routes.MapGet("/scenario/report.html", (HttpContext http, ClusterSource source) => SendAsync(http, source, "text/html", "html", (client, _, cancel) =>
            client.GetTextAsync("/scenario/report", cancel)));
    }

    private static async Task<IResult> SendAsync(HttpContext http, ClusterSource source, string type, string ending, Func<ControlClient, ScenarioStateView, CancellationToken, Task<string>> read)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
        patience.CancelAfter(AnswerWithin);
        try
        {
            using var client = source.Open();
            var state = await client.GetAsync<ScenarioStateView>("/scenario", patience.Token);
            var text = await read(client, state, patience.Token);

            // The report has scripts of its own: whoever opens it in place opens it without this page's rights.
            http.Response.Headers.ContentSecurityPolicy = "sandbox";
            http.Response.Headers.XContentTypeOptions = "nosniff";
            return Results.File(Encoding.UTF8.GetBytes(text), type + "; charset=utf-8", $"{state.Name}.{ending}");
        }
        catch (Exception e) when (ClusterSource.Problem(e) is { } problem)
        {
            return Results.Text(problem, statusCode: StatusCodes.Status404NotFound);
        }
    }
}
