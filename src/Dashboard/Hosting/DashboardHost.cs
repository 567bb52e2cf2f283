using System.Net;
using System.Reflection;
using AkkaCacheSim.Dashboard.Feed;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
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

    /// <summary>Where a browser finds it.</summary>
    public string Url { get; }

    /// <summary>Starts it.</summary>
    /// <param name="folder">The data folder of the cluster that it shows.</param>
    /// <param name="binding">Where it listens.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>The host, serving.</returns>
    /// <exception cref="IOException">The port is in use.</exception>
    public static async Task<DashboardHost> StartAsync(string folder, DashboardBinding binding, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(binding);

        // The manifest of the assets bears the executable's name and lies beside it.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            ApplicationName = Assembly.GetEntryAssembly()!.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Parse(binding.Address), binding.Port));
        builder.WebHost.UseStaticWebAssets();
        AddServices(builder.Services, folder);
        var app = builder.Build();
        Map(app);
        await app.StartAsync(cancel);
        return new DashboardHost(app, $"http://{binding.Address}:{new Uri(app.Urls.First()).Port}");
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(StopWithin);
        await _app.StopAsync(patience.Token);
        await _app.DisposeAsync();
    }

    private static void AddServices(IServiceCollection services, string folder)
    {
        services.AddRouting();
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddMudServices();

        // Keys live as long as the process: nothing is written, and nothing of an earlier run is accepted.
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        services.AddSingleton(new ClusterSource(folder));
        services.AddSingleton<ClusterFeed>();
        services.AddHostedService(provider => provider.GetRequiredService<ClusterFeed>());
        services.AddScoped<ClusterActions>();
    }

    private static void Map(WebApplication app)
    {
        app.UseAntiforgery();
        app.MapStaticAssets();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode();
    }
}
