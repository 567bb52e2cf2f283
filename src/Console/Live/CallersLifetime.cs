using Microsoft.Extensions.Hosting;

namespace AkkaCacheSim.Console.Live;

/// <summary>A host that ends when its owner says so: signals are the command's business.</summary>
internal sealed class CallersLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
