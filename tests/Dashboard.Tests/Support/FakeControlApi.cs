using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AkkaCacheSim.Dashboard.Tests.Support;

/// <summary>Answers as the control API of a cluster does, with what a test has put into it.</summary>
internal sealed class FakeControlApi : IAsyncDisposable
{
    private readonly WebApplication _app;
    private long _calls;

    private FakeControlApi(WebApplication app) => _app = app;

    public StatusView Status { get; set; } = Answers.Status();

    public IReadOnlyList<WatchedLine> Lines { get; set; } = [];

    public IReadOnlyList<ClusterEventLine> Events { get; set; } = [];

    /// <summary>What holds up the answers about contents; completed for nothing.</summary>
    public Task ContentsHeldUpBy { get; set; } = Task.CompletedTask;

    /// <summary>How often it was asked anything.</summary>
    public long Calls => Interlocked.Read(ref _calls);

    /// <summary>Starts it, and writes where it is.</summary>
    /// <param name="folder">The data folder.</param>
    /// <param name="pid">The process that it pretends to be.</param>
    public static async Task<FakeControlApi> StartAsync(string folder, int pid = 1)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        var app = builder.Build();
        var api = new FakeControlApi(app);
        api.Map();
        await app.StartAsync();
        new ControlAddress(app.Urls.First(), "token", pid).Write(folder);
        return api;
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    private void Map()
    {
        _app.Use((HttpContext _, RequestDelegate next) =>
        {
            Interlocked.Increment(ref _calls);
            return next(_);
        });
        _app.MapGet("/status", (HttpContext http) => ReplyAsync(http, Status));
        _app.MapGet("/watch", (HttpContext http) => ReplyAsync(http, Watch(After(http))));
        _app.MapGet("/events", (HttpContext http) => ReplyAsync<IReadOnlyList<ClusterEventLine>>(http, [.. Events.Where(line => line.Number > After(http))]));
        _app.MapGet("/placement", (HttpContext http) => ReplyAsync(http, new PlacementView("modulo", [], null)));
        _app.MapGet("/load", (HttpContext http) => ReplyAsync(http, new LoadStateView(false, "none", 0, 0, new Dictionary<string, string>(), null)));
        _app.MapGet("/scenario", (HttpContext http) => ReplyAsync(http, new ScenarioStateView(null, false, [], null, null)));
        _app.MapGet("/contents", async (HttpContext http) =>
        {
            await ContentsHeldUpBy.WaitAsync(http.RequestAborted);
            await ReplyAsync(http, new ContentsView([]));
        });
    }

    private WatchView Watch(long after)
    {
        var lines = Lines;
        return Answers.Watch(lines.Count, lines.Count) with { Last = lines.Count == 0 ? 0 : lines[^1].Number, Lines = [.. lines.Where(line => line.Number > after)] };
    }

    private static long After(HttpContext http) => long.Parse(http.Request.Query["after"].ToString(), CultureInfo.InvariantCulture);

    private static Task ReplyAsync<T>(HttpContext http, T value) => http.Response.WriteAsJsonAsync(value, Json.Options);
}
