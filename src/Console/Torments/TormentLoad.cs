using AkkaCacheSim.Console.Live;
using AkkaCacheSim.Core.Workloads;

namespace AkkaCacheSim.Console.Torments;

/// <summary>A load that goes on while coordinators come and go: one workload after the other, each shared out among those that live.</summary>
/// <param name="cluster">The cluster.</param>
/// <param name="spec">The load; its seed is that of the first, and each takes the next.</param>
internal sealed class TormentLoad(LiveCluster cluster, WorkloadSpec spec) : IAsyncDisposable
{
    // A workload ends once its last request has its answer, which a pause of its coordinator may hold up.
    private static readonly TimeSpan EachWithin = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan AgainAfter = TimeSpan.FromMilliseconds(250);
    private static readonly WorkloadSpec Preparation = new() { Preload = true, Requests = 1 };

    private readonly CancellationTokenSource _stop = new();
    private Task _running = Task.CompletedTask;

    /// <summary>Reads that have ended, failed ones included.</summary>
    public long Reads { get; private set; }

    /// <summary>Writes through the cache that have ended, failed ones included.</summary>
    public long Writes { get; private set; }

    /// <summary>Requests that failed.</summary>
    public long Failed { get; private set; }

    /// <summary>Whether a workload has not ended in time: a request, or the word of its end, hangs.</summary>
    public bool Hangs { get; private set; }

    /// <summary>Writes every key, and begins.</summary>
    public async Task StartAsync()
    {
        await cluster.RunAsync(Preparation with { Keys = spec.Keys, Seed = spec.Seed }, null, _ => { });
        _running = RunAsync();
    }

    /// <summary>Lets what is under way end, and begins nothing more.</summary>
    public async Task EndAsync()
    {
        await _stop.CancelAsync();
        await _running;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        for (var seed = spec.Seed; !_stop.IsCancellationRequested && !Hangs && !cluster.Ended.IsCompleted; seed++)
        {
            try
            {
                Count(ShareReport.Sum(await cluster.RunAsync(spec with { Seed = seed }, null, _ => { }).WaitAsync(EachWithin)));
            }
            catch (LiveException)
            {
                // No coordinator lives at the moment, or the last one has died. One comes back.
                await Task.Delay(AgainAfter, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (TimeoutException)
            {
                Hangs = true;
            }
        }
    }

    private void Count(WorkloadReport report)
    {
        Reads += report.Reads;
        Writes += report.Writes;
        Failed += report.Errors + report.Shed;
    }
}
