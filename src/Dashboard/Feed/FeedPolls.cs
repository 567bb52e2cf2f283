namespace AkkaCacheSim.Dashboard.Feed;

/// <summary>Asks one cluster for everything, each call at its own pace: one that a paused process holds up holds up no other.</summary>
/// <param name="client">The control API.</param>
/// <param name="parts">Where the answers go.</param>
internal sealed class FeedPolls(ControlClient client, FeedParts parts)
{
    // A status waits 2 s for processes that do not answer.
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan OftenEvery = FeedPace.Lively.Beat();
    private static readonly TimeSpan SometimesEvery = TimeSpan.FromMilliseconds(320);
    private static readonly TimeSpan RarelyEvery = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan PlacementEvery = TimeSpan.FromSeconds(5);

    /// <summary>Begins.</summary>
    /// <param name="cancel">Ends it.</param>
    /// <returns>Ends in failure when the cluster does not answer, which is when its status does not come.</returns>
    public async Task Start(CancellationToken cancel)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        List<Task> others =
        [
            RepeatAsync(OftenEvery, () => AskAsync<WatchView>($"/watch?after={parts.LastLine}", parts.Put, ended.Token), ended.Token),
            RepeatAsync(SometimesEvery, () => AskAsync<ContentsView>("/contents", parts.Put, ended.Token), ended.Token),
            RepeatAsync(SometimesEvery, () => AskAsync<IReadOnlyList<ClusterEventLine>>($"/events?after={parts.LastEvent}", parts.Put, ended.Token), ended.Token),
            RepeatAsync(RarelyEvery, () => AskAsync<LoadStateView>("/load", parts.Put, ended.Token), ended.Token),
            RepeatAsync(RarelyEvery, () => AskAsync<ScenarioStateView>("/scenario", parts.Put, ended.Token), ended.Token),
            RepeatAsync(SometimesEvery, () => parts.PlacementIsOlderThan(PlacementEvery) ? AskAsync<PlacementView>("/placement", parts.Put, ended.Token) : Task.CompletedTask, ended.Token),
        ];
        try
        {
            await RepeatAsync(OftenEvery, async () => parts.Put(await GetAsync<StatusView>("/status", cancel)), cancel);
        }
        finally
        {
            await ended.CancelAsync();
            await Task.WhenAll(others).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task RepeatAsync(TimeSpan every, Func<Task> ask, CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(every);
        do
        {
            await ask();
            var beat = parts.Pace.Beat();
            timer.Period = beat > every ? beat : every;
        }
        while (await timer.WaitForNextTickAsync(cancel));
    }

    // What one of these can't say now it may say next time; whether the cluster is there, its status says.
    private async Task AskAsync<T>(string path, Action<T> put, CancellationToken cancel)
    {
        try
        {
            put(await GetAsync<T>(path, cancel));
        }
        catch (Exception e) when (ClusterSource.Problem(e) is not null && !cancel.IsCancellationRequested)
        {
        }
    }

    private async Task<T> GetAsync<T>(string path, CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(AnswerWithin);
        return await client.GetAsync<T>(path, patience.Token);
    }
}
