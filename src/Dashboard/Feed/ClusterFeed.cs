using Microsoft.Extensions.Hosting;

namespace AkkaCacheSim.Dashboard.Feed;

/// <summary>Follows the cluster for all browsers at once, six times a second while somebody looks (<see cref="FeedPace"/> has when it is less), and asks nothing while nobody does.</summary>
/// <param name="source">Where the cluster is.</param>
public sealed class ClusterFeed(ClusterSource source) : BackgroundService
{
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromMilliseconds(500);

    private readonly Lock _gate = new();
    private TaskCompletionSource _looked = NewSource();
    private CancellationTokenSource? _nobodyLooks;
    private int _looking;
    private FeedParts? _parts;
    private int _pid;

    /// <summary>What is known; null before the first answer, and while nobody has looked for a while.</summary>
    public ClusterSnapshot? Latest { get; private set; }

    /// <summary>Why the cluster does not answer, in a line; null while it does.</summary>
    public string? Problem { get; private set; }

    /// <summary>There is something new. It is raised on the feed's own thread, and who listens must not hold it up.</summary>
    public event Action? Changed;

    /// <summary>Begins to look.</summary>
    /// <returns>Ends it.</returns>
    public IDisposable Look()
    {
        lock (_gate)
        {
            if (++_looking == 1) _looked.TrySetResult();
        }

        return new Looker(this);
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            using var nobodyLooks = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            Task looked;
            lock (_gate)
            {
                _nobodyLooks = nobodyLooks;
                looked = _looked.Task;
            }

            await looked.WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await FollowAsync(nobodyLooks.Token);
            lock (_gate) _nobodyLooks = null;
        }
    }

    // Until nobody looks; whenever the cluster is gone it is looked for anew.
    private async Task FollowAsync(CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            try
            {
                using var client = source.Open();
                await FollowAsync(client, cancel);
            }
            catch (Exception) when (cancel.IsCancellationRequested)
            {
                break;
            }
            catch (Exception e)
            {
                // Whatever it was: a page that follows again is worth more than one that has given up.
                Fail(ClusterSource.Problem(e) ?? e.Message);
                await Task.Delay(LookAgainAfter, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        Latest = null;
        Changed?.Invoke();
    }

    private async Task FollowAsync(ControlClient client, CancellationToken cancel)
    {
        // Another console counts anew.
        if (_parts is null || _pid != client.Pid) _parts = new FeedParts();
        _pid = client.Pid;
        using var session = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var polls = new FeedPolls(client, _parts).Start(session.Token);
        try
        {
            using var timer = new PeriodicTimer(_parts.Pace.Beat());
            while (!polls.IsCompleted && await timer.WaitForNextTickAsync(cancel))
            {
                Publish(_parts);
                timer.Period = _parts.Pace.Beat();
            }
        }
        finally
        {
            await session.CancelAsync();
            await polls.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await polls;
    }

    private void Publish(FeedParts parts)
    {
        if (parts.Take() is not { } snapshot) return;
        Latest = snapshot;
        Problem = null;
        Changed?.Invoke();
    }

    private void Fail(string problem)
    {
        Problem = problem;
        if (Latest is { } latest) Latest = latest with { Problem = problem, Watch = latest.Watch with { Lines = [] } };
        Changed?.Invoke();
    }

    private void EndLook()
    {
        lock (_gate)
        {
            if (--_looking > 0) return;
            _looked = NewSource();
            _nobodyLooks?.Cancel();
        }
    }

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private sealed class Looker(ClusterFeed feed) : IDisposable
    {
        private int _ended;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _ended, 1) == 0) feed.EndLook();
        }
    }
}
