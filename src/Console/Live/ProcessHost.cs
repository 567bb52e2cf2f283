using Akka.Actor;
using Akka.Hosting;
using AkkaCacheSim.Cluster.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AkkaCacheSim.Console.Live;

/// <summary>The actor system of a process and what is around it.</summary>
internal static class ProcessHost
{
    /// <summary>Starts it.</summary>
    /// <param name="setup">What the process is.</param>
    /// <param name="props">Makes its host actor.</param>
    /// <param name="more">What it has beside that; null for nothing.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>The host, started; the caller stops and disposes it.</returns>
    /// <exception cref="LiveException">It can't listen where it should.</exception>
    public static async Task<IHost> StartAsync(ProcessSetup setup, Func<ProcessSetup, Props> props, Action<AkkaConfigurationBuilder>? more, CancellationToken cancel)
    {
        var binding = new Binding(setup.Bind, setup.Port);
        binding.Check();
        var host = new HostBuilder()
            .ConfigureServices(services => services.AddSingleton<IHostLifetime, CallersLifetime>().AddClusterProcess(setup, props, more))
            .Build();
        try
        {
            await host.StartAsync(cancel);
            return host;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            host.Dispose();
            throw binding.Unusable(Innermost(e));
        }
    }

    private static Exception Innermost(Exception e) => e.InnerException is { } inner ? Innermost(inner) : e;
}
