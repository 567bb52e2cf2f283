using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using AkkaCacheSim.Console.Commands;
using AkkaCacheSim.Console.Live;
using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Placement;
using AkkaCacheSim.Core.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AkkaCacheSim.Console.Control;

/// <summary>The HTTP JSON API of a running cluster: loopback only, and only for those who can read the data folder.</summary>
internal sealed class ControlApi : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly LiveCluster _cluster;
    private readonly Action _down;
    private readonly byte[] _token;
    private readonly ScenarioCalls _scenarios;

    private ControlApi(WebApplication app, LiveCluster cluster, string folder, string token, Action down)
    {
        _scenarios = new ScenarioCalls(cluster.Events, folder);
        _app = app;
        _cluster = cluster;
        _down = down;
        _token = Encoding.ASCII.GetBytes("Bearer " + token);
    }

    /// <summary>Starts the API and writes where it is, and where the page is, into the data folder.</summary>
    public static async Task<ControlApi> StartAsync(LiveCluster cluster, string folder, string? dashboard, Action down)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        var app = builder.Build();
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var api = new ControlApi(app, cluster, folder, token, down);
        api.Map();
        await app.StartAsync();
        new ControlAddress(app.Urls.First(), token, Environment.ProcessId, dashboard).Write(folder);
        return api;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _scenarios.DisposeAsync();
    }

    private void Map()
    {
        _app.Use(AuthorizeAsync);
        _app.MapGet("/status", StatusAsync);
        _app.MapPost("/request", RequestAsync);
        _app.MapGet("/events", (HttpContext http) => Reply(http, _cluster.Events.After(long.TryParse(http.Request.Query["after"], out var after) ? after : 0)));
        _app.MapPost("/add", AddAsync);
        _app.MapPost("/kill", (HttpContext http) => OnProcessAsync(http, _cluster.KillAsync));
        _app.MapPost("/stop", (HttpContext http) => OnProcessAsync(http, _cluster.StopAsync));
        _app.MapPost("/restart", (HttpContext http) => OnProcessAsync(http, _cluster.RestartAsync));
        _app.MapPost("/pause", (HttpContext http) => OnProcessAsync(http, name => Done(() => _cluster.Pause(name))));
        _app.MapPost("/resume", (HttpContext http) => OnProcessAsync(http, name => Done(() => _cluster.Resume(name))));
        _app.MapPost("/partition", PartitionAsync);
        _app.MapPost("/slow", SlowAsync);
        _app.MapPost("/heal", HealAsync);
        _app.MapPost("/configure", ConfigureAsync);
        _app.MapPost("/slots/move", MoveSlotsAsync);
        _app.MapPost("/down", DownAsync);
        _app.MapWatching(_cluster);
        new LoadCalls(_cluster).Map(_app);
        _scenarios.Map(_app);
    }

    private Task AuthorizeAsync(HttpContext http, Func<Task> next)
    {
        var given = Encoding.ASCII.GetBytes(http.Request.Headers.Authorization.ToString());
        if (CryptographicOperations.FixedTimeEquals(given, _token)) return AnswerAsync(http, next);
        http.Response.StatusCode = StatusCodes.Status401Unauthorized;
        return Task.CompletedTask;
    }

    // What was asked for wrongly, and what could not be done, are answers as well.
    private static async Task AnswerAsync(HttpContext http, Func<Task> next)
    {
        try
        {
            await next();
        }
        catch (UsageException e)
        {
            await Refuse(http, e.Message);
        }
        catch (LiveException e)
        {
            http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            await Reply(http, new ErrorBody(e.Message));
        }
    }

    private async Task StatusAsync(HttpContext http) => await Reply(http, await _cluster.StatusAsync());

    private async Task RequestAsync(HttpContext http)
    {
        var body = await http.Request.ReadFromJsonAsync<RequestBody>(Json.Options);
        if (body is null || Problem(body) is { } problem)
        {
            await Refuse(http, "a request with op, key and value was expected");
            return;
        }

        var watch = Stopwatch.GetTimestamp();
        var kind = body.Op switch { "get" => MessageKind.Get, "set" => MessageKind.Set, _ => MessageKind.Delete };
        var result = await _cluster.SubmitAsync(new Message { Kind = kind, Key = body.Key, Value = body.Value });
        var view = RequestView.Of(body.Key, result, Stopwatch.GetElapsedTime(watch).TotalMilliseconds);
        _cluster.Events.Add("request", $"{body.Op} {body.Key}: {view.Line()}");
        await Reply(http, view);
    }

    private static string? Problem(RequestBody body) =>
        body.Op is not ("get" or "set" or "del") ? "op"
        : Limits.KeyProblem(body.Key) ?? (body.Op == "set" ? Limits.ValueProblem(body.Value ?? string.Empty) : null);

    private async Task OnProcessAsync(HttpContext http, Func<string, Task> action)
    {
        var body = await http.Request.ReadFromJsonAsync<ProcessBody>(Json.Options);
        if (_cluster.Processes.FirstOrDefault(process => process.Name == body?.Name) is not { } process)
        {
            await Refuse(http, $"{body?.Name}: one of {string.Join(", ", _cluster.Processes.Select(p => p.Name))} was expected");
            return;
        }

        await action(process.Name);
        await Reply(http, View(process));
    }

    private async Task PartitionAsync(HttpContext http)
    {
        var body = await http.Request.ReadFromJsonAsync<PartitionBody>(Json.Options) ?? new PartitionBody([], 0);
        var groups = PartitionGroups.Parse(body.Groups, [.. _cluster.Processes.Select(process => process.Name), PartitionPlan.Console]);
        await _cluster.Links.PartitionAsync(groups, TimeSpan.FromMilliseconds(body.ForMs));
        await Reply(http, new LinksView(string.Join(' ', body.Groups), "cut off"));
    }

    private async Task SlowAsync(HttpContext http)
    {
        var body = await http.Request.ReadFromJsonAsync<SlowBody>(Json.Options) ?? new SlowBody("", 0, 0);
        var names = _cluster.Processes.Select(process => process.Name).ToList();
        if (!names.Contains(body.Name)) throw Commands.Values.Expected("slow", body.Name, "one of " + string.Join(", ", names));
        await _cluster.Links.SlowAsync(body.Name, body.BytesPerSecond, TimeSpan.FromMilliseconds(body.ForMs));
        await Reply(http, new LinksView(body.Name, "slow"));
    }

    private async Task HealAsync(HttpContext http)
    {
        await _cluster.Links.HealAsync();
        await Reply(http, new LinksView("all", "healed"));
    }

    private async Task AddAsync(HttpContext http)
    {
        var body = await http.Request.ReadFromJsonAsync<ProcessBody>(Json.Options);
        if (body is { Name: "node" }) await Reply(http, View(_cluster.AddNode()));
        else await Refuse(http, $"add {body?.Name}: add node was expected");
    }

    private static MemberView View(IClusterProcess process) => new(process.Name, process.Role, process.Pid, process.Status, new Dictionary<string, long>());

    private async Task ConfigureAsync(HttpContext http)
    {
        var body = await http.Request.ReadFromJsonAsync<ConfigureBody>(Json.Options);
        if (body is { Changes.Count: > 0 }) await Reply(http, await _cluster.ConfigureAsync(settings => SettingChanges.Apply(settings, body.Changes)));
        else await Refuse(http, "changes were expected, each NAME=VALUE");
    }

    private static Task Done(Action action)
    {
        action();
        return Task.CompletedTask;
    }

    private async Task MoveSlotsAsync(HttpContext http)
    {
        var body = await http.Request.ReadFromJsonAsync<SlotsBody>(Json.Options) ?? new SlotsBody("", "");
        var nodes = _cluster.Processes.Where(process => process.Role == "node").Select(process => process.Name).ToList();
        if (!SlotRange.TryParse(body.Slots, out var range)) throw Commands.Values.Expected("slots move", body.Slots, "slots A-B, from 0 to 16383,");
        if (!nodes.Contains(body.Node)) throw Commands.Values.Expected("slots move", body.Node, "one of " + string.Join(", ", nodes));
        await Reply(http, await _cluster.ConfigureAsync(settings => settings.Placement == "slots"
            ? settings.Moving(range, body.Node)
            : throw new UsageException($"slots move: placement is {settings.Placement}; 'configure placement=slots' first")));
    }

    private async Task DownAsync(HttpContext http)
    {
        _ = _cluster.Owned("down");
        await Reply(http, new ProcessBody("console"));
        await http.Response.CompleteAsync();
        _down();
    }

    private static Task Refuse(HttpContext http, string error)
    {
        http.Response.StatusCode = StatusCodes.Status400BadRequest;
        return Reply(http, new ErrorBody(error));
    }

    internal static Task Reply<T>(HttpContext http, T value) => http.Response.WriteAsJsonAsync(value, Json.Options);
}
