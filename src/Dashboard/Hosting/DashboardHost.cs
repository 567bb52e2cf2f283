using System.Net;
using System.Net.Sockets;
using System.Reflection;
using AkkaCacheSim.Dashboard.Controls;
using AkkaCacheSim.Dashboard.Events;
using AkkaCacheSim.Dashboard.Feed;
using AkkaCacheSim.Dashboard.Layout;
using AkkaCacheSim.Dashboard.Requests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using MudBlazor.Services;

namespace AkkaCacheSim.Dashboard.Hosting;

/// <summary>Serves the page.</summary>
public sealed class DashboardHost : IAsyncDisposable
{
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(2);

    private readonly WebApplication _app;

    private DashboardHost(WebApplication app, string url)
    {
        _app = app;
        Url = url;
    }

    /// <summary>Where a browser finds it, with the token where one is demanded.</summary>
    public string Url { get; }

    /// <summary>Starts it.</summary>
    /// <param name="folder">The data folder of the cluster that it shows.</param>
    /// <param name="binding">Where it listens.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>The host, serving.</returns>
    /// <exception cref="LiveException">Nobody can listen there.</exception>
    public static Task<DashboardHost> StartAsync(string folder, DashboardBinding binding, CancellationToken cancel) =>
        StartAsync(folder, binding, Assembly.GetEntryAssembly()!.GetName().Name!, cancel);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(StopWithin);
        await _app.StopAsync(patience.Token);
        await _app.DisposeAsync();
    }

    /// <summary>Starts it.</summary>
    /// <param name="folder">The data folder of the cluster that it shows.</param>
    /// <param name="binding">Where it listens.</param>
    /// <param name="application">The assembly whose name the manifest of the assets bears, which lies beside it.</param>
    /// <param name="cancel">Gives up.</param>
    internal static async Task<DashboardHost> StartAsync(string folder, DashboardBinding binding, string application, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(binding);
        var address = binding.Resolve();
        var token = IPAddress.IsLoopback(address) ? null : DashboardToken.Of(folder);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = application, ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(address, binding.Port);
        });
        builder.WebHost.UseStaticWebAssets();
        AddServices(builder.Services, folder);
        var app = builder.Build();
        Map(app, new PageGuard(binding, token));
        try
        {
            await app.StartAsync(cancel);
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            await app.DisposeAsync();
            throw binding.Unusable(e);
        }

        return new DashboardHost(app, binding.Url(address, new Uri(app.Urls.First()).Port) + (token is null ? "" : $"/?token={token.Text}"));
    }

    private static void AddServices(IServiceCollection services, string folder)
    {
        services.AddRouting();
        services.AddRazorComponents().AddInteractiveServerComponents(Bound);
        services.AddMudServices(options =>
        {
            options.SnackbarConfiguration.PositionClass = Defaults.Classes.Position.BottomRight;
            options.SnackbarConfiguration.PreventDuplicates = true;
            options.SnackbarConfiguration.MaxDisplayedSnackbars = 3;
        });

        // Keys live as long as the process: nothing is written, and nothing of an earlier run is accepted.
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        services.AddSingleton(new ClusterSource(folder));
        services.AddSingleton<ClusterFeed>();
        services.AddHostedService(provider => provider.GetRequiredService<ClusterFeed>());
        services.AddSingleton<RequestTrail>();
        services.AddScoped<ClusterActions>();
        services.AddScoped<PageTheme>();
        services.AddScoped<PageAddress>();
        services.AddScoped<TypedKey>();
    }

    // A browser that is slow or gone costs a few renders and a few circuits, and no more.
    private static void Bound(CircuitOptions circuits)
    {
        circuits.MaxBufferedUnacknowledgedRenderBatches = 4;
        circuits.DisconnectedCircuitMaxRetained = 10;
        circuits.DisconnectedCircuitRetentionPeriod = TimeSpan.FromSeconds(30);
    }

    private static void Map(WebApplication app, PageGuard guard)
    {
        app.Use(guard.CheckAsync);
        app.UseRouting();
        app.UseAntiforgery();
        app.MapStaticAssets();
        app.MapScenarioDownloads();
        app.MapGet("/alive", () => Results.Text("alive"));

        // The guard's own policy says more.
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null);
    }
}
