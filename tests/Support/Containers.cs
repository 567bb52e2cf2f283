using DotNet.Testcontainers.Configurations;
using DotNet.Testcontainers.Containers;

namespace AkkaCacheSim.Tests.Support;

/// <summary>Containers for tests, where there is an engine that has their images. Nothing is pulled.</summary>
internal static class Containers
{
    private static readonly TimeSpan StartWithin = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(20);

    /// <summary>Starts one.</summary>
    /// <param name="make">Makes it.</param>
    /// <returns>The container; null without an engine or without the image.</returns>
    public static T? Start<T>(Func<T> make)
        where T : class, IContainer
    {
        if (TestcontainersSettings.OS.DockerEndpointAuthConfig is null) return null;
        T? container = null;
        try
        {
            container = make();
            using var patience = new CancellationTokenSource(StartWithin);
            container.StartAsync(patience.Token).GetAwaiter().GetResult();
            return container;
        }
        catch (Exception e)
        {
            // Whatever a Docker engine, or the lack of one, comes up with: the tests have other ways.
            System.Console.Error.WriteLine("tests run without a container: " + e.Message.ReplaceLineEndings(" "));
            Stop(container);
            return null;
        }
    }

    /// <summary>Ends one.</summary>
    public static void Stop(IContainer? container) => container?.DisposeAsync().AsTask().Wait(StopWithin);
}
