using AkkaCacheSim.Console.Live;
using AkkaCacheSim.Console.Scenarios;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace AkkaCacheSim.Console.Control;

/// <summary>The calls that run scenarios beside the cluster.</summary>
/// <param name="events">Told when one begins and ends.</param>
/// <param name="folder">The data folder of the cluster.</param>
internal sealed class ScenarioCalls(EventLog events, string folder) : IAsyncDisposable
{
    private readonly ScenarioRunner _runner = new(folder, what => events.Add("scenario", what));

    public void Map(WebApplication app)
    {
        app.MapGet("/scenarios", (HttpContext http) => ControlApi.Reply(http, AllScenarios.All.Select(scenario => new ScenarioInfo(scenario.Name, scenario.What))));
        app.MapGet("/scenario", (HttpContext http) => ControlApi.Reply(http, _runner.State));
        app.MapPost("/scenario", StartAsync);
        app.MapPost("/scenario/stop", StopAsync);
        app.MapGet("/scenario/report", ReportAsync);
    }

    public ValueTask DisposeAsync() => _runner.DisposeAsync();

    private async Task StartAsync(HttpContext http)
    {
        var body = await http.Request.ReadFromJsonAsync<ScenarioBody>(Json.Options) ?? throw new UsageException("a scenario with name, mode and options was expected");
        await ControlApi.Reply(http, _runner.Start(body));
    }

    private async Task StopAsync(HttpContext http) => await ControlApi.Reply(http, await _runner.StopAsync());

    private Task ReportAsync(HttpContext http)
    {
        var file = _runner.Report ?? throw new LiveException("scenario: there is no report; a scenario that has ended well leaves one");
        http.Response.ContentType = "text/html; charset=utf-8";
        return http.Response.SendFileAsync(file);
    }
}
