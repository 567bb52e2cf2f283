using System.Collections.Concurrent;
using AkkaCacheSim.Core.Feeds;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Origin.Postgres;

namespace AkkaCacheSim.Origin.Tests.Postgres;

/// <summary>A change feed that is asked on and on, and that has each page confirmed once it is here.</summary>
public sealed class FollowedFeed : IDisposable
{
    private readonly PostgresChangeFeed _feed;
    private volatile IChangeLog? _log;

    public FollowedFeed(DatabaseUrl url, PostgresNames names, bool confirms = true)
    {
        _feed = new PostgresChangeFeed(PostgresConnection.Of(url), names, (log, _, _) =>
        {
            Changes.Clear();
            _log = log;
            Lives++;
            log.ReadAfter(0, 500);
        }, rows =>
        {
            foreach (var row in rows) Changes.Enqueue(row);
            MostOfAPage = Math.Max(MostOfAPage, rows.Count);
            var log = _log!;
            Task.Run(() =>
            {
                if (confirms) log.Confirm(new FeedPosition("log", rows[^1].Sequence, []));
                log.ReadAfter(rows[^1].Sequence, 500);
            });
        }, Clock.Now, Said.Enqueue);
    }

    /// <summary>The changes of this life of the log.</summary>
    public ConcurrentQueue<LoggedChange> Changes { get; } = new();

    public ConcurrentQueue<string> Said { get; } = new();

    /// <summary>How often the log has begun.</summary>
    public int Lives { get; private set; }

    public int MostOfAPage { get; private set; }

    public Task BegunAsync(int lives = 1) => Wait.Until(() => Lives >= lives, $"the log begins; it said: {string.Join("; ", Said)}");

    public async Task<IReadOnlyList<LoggedChange>> ChangesAsync(int count)
    {
        await Wait.Until(() => Changes.Count >= count, $"{count} changes come; there are {Changes.Count}, and it said: {string.Join("; ", Said)}", 60);
        return [.. Changes];
    }

    public void Dispose() => _feed.Dispose();
}
