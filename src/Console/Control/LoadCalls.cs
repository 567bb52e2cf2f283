using System.Diagnostics;
using AkkaCacheSim.Console.Commands;
using AkkaCacheSim.Console.Live;
using AkkaCacheSim.Core.Messages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace AkkaCacheSim.Console.Control;

/// <summary>The calls that put load on a cluster, and those of a writer that it never hears of.</summary>
/// <param name="cluster">The cluster.</param>
internal sealed class LoadCalls(LiveCluster cluster)
{
    private readonly ClusterLoad _load = new(cluster);

    public void Map(WebApplication app)
    {
        app.MapGet("/load", (HttpContext http) => ControlApi.Reply(http, _load.State));
        app.MapPost("/load", StartAsync);
        app.MapPost("/load/stop", (HttpContext http) => ControlApi.Reply(http, _load.Stop()));
        app.MapPost("/bypass", BypassAsync);
    }

    private async Task StartAsync(HttpContext http)
    {
        var body = await http.Request.ReadFromJsonAsync<LoadBody>(Json.Options);
        var spec = LoadOptions.Read(body?.Options ?? []);
        await ControlApi.Reply(http, _load.Start(spec with { Seed = cluster.Settings.Seed }));
    }

    private async Task BypassAsync(HttpContext http)
    {
        var body = await http.Request.ReadFromJsonAsync<RequestBody>(Json.Options);
        if (body is not { Op: "set" or "del" }) throw new UsageException($"bypass {body?.Op}: set or del was expected");
        var value = body.Op == "set" ? body.Value ?? string.Empty : null;
        RequestCheck.Hold("bypass", body.Key, value);
        var watch = Stopwatch.GetTimestamp();
        var answer = await cluster.BypassAsync(new Message { Kind = value is null ? MessageKind.Remove : MessageKind.Write, Key = body.Key, Value = value });
        var outcome = answer.Kind != MessageKind.Committed ? answer.Outcome : value is null ? Outcome.Deleted : Outcome.Stored;
        var view = RequestView.Of(body.Key, answer with { Outcome = outcome, Value = value }, Stopwatch.GetElapsedTime(watch).TotalMilliseconds);
        cluster.Events.Add("request", $"bypass {body.Op} {body.Key}: {view.Line()}");
        await ControlApi.Reply(http, view);
    }
}
