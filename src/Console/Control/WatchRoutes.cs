using System.Globalization;
using AkkaCacheSim.Console.Live;
using AkkaCacheSim.Core.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace AkkaCacheSim.Console.Control;

/// <summary>The calls of those who look on: what processes do, what nodes hold, who owns what.</summary>
internal static class WatchRoutes
{
    /// <summary>Adds them.</summary>
    /// <param name="app">The API.</param>
    /// <param name="cluster">The cluster.</param>
    public static void MapWatching(this WebApplication app, LiveCluster cluster)
    {
        app.MapGet("/watch", (HttpContext http) => Reply(http, cluster.Watch(After(http))));
        app.MapGet("/contents", async (HttpContext http) => await Reply(http, await cluster.ContentsAsync()));
        app.MapGet("/placement", (HttpContext http) => Reply(http, PlacementReport.Of(cluster.Settings, cluster.Hosts.View.Nodes, Key(http))));
    }

    private static long After(HttpContext http) =>
        !http.Request.Query.TryGetValue("after", out var text) ? 0
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var after) ? after
        : throw Commands.Values.Expected("watch", text.ToString(), "the number of a line");

    private static string? Key(HttpContext http)
    {
        if (!http.Request.Query.TryGetValue("key", out var text)) return null;
        var key = text.ToString();
        return Limits.KeyProblem(key) is { } problem ? throw new UsageException($"placement: {problem}") : key;
    }

    private static Task Reply<T>(HttpContext http, T value) => http.Response.WriteAsJsonAsync(value, Json.Options);
}
