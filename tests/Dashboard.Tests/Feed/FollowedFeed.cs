using AkkaCacheSim.Dashboard.Feed;
using AkkaCacheSim.Dashboard.Tests.Support;

namespace AkkaCacheSim.Dashboard.Tests.Feed;

/// <summary>A feed that runs, on a folder of its own.</summary>
internal sealed class FollowedFeed : IAsyncDisposable
{
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(20);

    private readonly TempFolder _folder = new();

    private FollowedFeed() => Feed = new ClusterFeed(new ClusterSource(_folder.FullPath));

    public ClusterFeed Feed { get; }

    public string Folder => _folder.FullPath;

    public static async Task<FollowedFeed> StartAsync()
    {
        var followed = new FollowedFeed();
        await followed.Feed.StartAsync(TestContext.Current.CancellationToken);
        return followed;
    }

    /// <summary>Waits until the feed knows something.</summary>
    public async Task<ClusterSnapshot> UntilAsync(Func<ClusterSnapshot, bool> known)
    {
        await UntilAsync(() => Feed.Latest is { } latest && known(latest));
        return Feed.Latest!;
    }

    /// <summary>Waits, from one change of the feed to the next.</summary>
    public async Task UntilAsync(Func<bool> condition)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Within);
        using var changed = new SemaphoreSlim(0);
        void OnChanged() => changed.Release();
        Feed.Changed += OnChanged;
        try
        {
            while (!condition()) await changed.WaitAsync(patience.Token);
        }
        finally
        {
            Feed.Changed -= OnChanged;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Feed.StopAsync(CancellationToken.None);
        Feed.Dispose();
        _folder.Dispose();
    }
}
