using System.Globalization;
using System.Text.Json;
using AkkaCacheSim.Console.Output;

namespace AkkaCacheSim.Console.Interactive;

/// <summary>Asks the cluster for its status again and again, in the background, whether it is there or not.</summary>
internal sealed class ClusterWatch : IAsyncDisposable
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    // Longer than the cluster itself waits for a process that says nothing.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _stop = new();
    private readonly string _folder;
    private readonly Task _watching;
    private volatile StatusView? _status;

    private ClusterWatch(string folder)
    {
        _folder = folder;
        _watching = WatchAsync();
    }

    /// <summary>The cluster's last word; null when it is not there.</summary>
    public StatusView? Status => _status;

    /// <summary>Asks once and goes on asking.</summary>
    public static async Task<ClusterWatch> StartAsync(string folder)
    {
        var watch = new ClusterWatch(folder);
        await watch.LookAsync();
        return watch;
    }

    /// <summary>The status in one line.</summary>
    public static string Line(StatusView status) => string.Create(
        CultureInfo.InvariantCulture,
        $"{status.Members.Count(member => member.Status == "up")} of {status.Members.Count} up · hit rate {(status.HitRate is { } rate ? Figures.Share(rate) : "-")} · dirty {Figures.Count(status.Dirty)} · epoch {status.Epoch}");

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _watching;
        _stop.Dispose();
    }

    private async Task WatchAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            await Task.Delay(LookEvery, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await LookAsync();
        }
    }

    private async Task LookAsync()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        patience.CancelAfter(Patience);
        try
        {
            using var client = ControlClient.Open(_folder);
            _status = await client.GetAsync<StatusView>("/status", patience.Token);
        }
        catch (Exception e) when (e is LiveException or UsageException or HttpRequestException or IOException or JsonException or OperationCanceledException)
        {
            _status = null;
        }
    }
}
