using Akka.Actor;
using Akka.Event;
using AkkaCacheSim.Cluster;
using AkkaCacheSim.Cluster.Hosting;
using AkkaCacheSim.Cluster.Messages;
using AkkaCacheSim.Core.Feeds;
using AkkaCacheSim.Core.History;
using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Origin;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Origin.Kafka;
using AkkaCacheSim.Origin.Rows;
using Address = AkkaCacheSim.Core.Machines.Address;

namespace AkkaCacheSim.Origin;

/// <summary>The process of the origin: the database, and with it, when invalidations come from the log, its topic and the change feed.</summary>
public sealed class OriginHost : MachineHost
{
    private readonly IOriginDatabase _database;
    private IRowStore? _rows;
    private OriginMachine? _origin;
    private ChangeFeed? _feed;
    private ChangeTopic? _topic;
    private FeedParts? _parts;
    private CancellationTokenSource _opening = new();
    private string _logId = string.Empty;
    private long _feeds;

    /// <summary>Wires the actor.</summary>
    /// <param name="setup">What the process is.</param>
    public OriginHost(ProcessSetup setup)
        : base(setup)
    {
        ArgumentNullException.ThrowIfNull(setup);
        _database = OriginDatabases.Of(setup.Settings, setup.DataFolder);
        Receive<StatementDone>(HandleStatementDone);
        Receive<TopicOpened>(HandleTopicOpened);
        Receive<TopicFailed>(HandleTopicFailed);
        Receive<LogBegins>(HandleLogBegins);
        Receive<ChangesFound>(HandleChangesFound);
        Receive<BatchPublished>(HandleBatchPublished);
        Receive<FindBroker>(HandleFindBroker);
        Receive<GetRevisions>(HandleGetRevisions);
        Receive<GetOriginSeries>(ask => Sender.Tell(new OriginSamples(_origin!.Series.Since(MonotonicClock.Now(), ask.From))));
    }

    /// <inheritdoc />
    protected override bool Ready => !Settings.HasCdc || (Settings.HasOwnFeed ? _feed is { PublishedEvents: > 0 } : _topic is not null);

    /// <inheritdoc />
    protected override void StartMachines()
    {
        var self = Self;
        _rows = _database.OpenRows((token, result) => self.Tell(new StatementDone(token, result)));
        _origin = Add(effects => new OriginMachine(Process, Settings, effects, _rows));
        if (Settings.HasCdc) StartFeed();
    }

    /// <inheritdoc />
    protected override void OnConfigured(SimSettings old)
    {
        ArgumentNullException.ThrowIfNull(old);
        if (Settings.HasCdc == old.HasCdc) return;
        if (Settings.HasCdc) StartFeed();
        else StopFeed();
    }

    /// <inheritdoc />
    protected override void PostStop()
    {
        _opening.Cancel();
        _parts?.Dispose();
        _topic?.Dispose();
        _rows?.Dispose();
        base.PostStop();
    }

    /// <inheritdoc />
    protected override IEnumerable<(string Name, long Value)> Figures()
    {
        var counters = _origin!.Counters;
        yield return ("rows", _rows!.Rows());
        yield return ("reads", counters.Reads);
        yield return ("writes", counters.Writes);
        yield return ("shed", counters.Shed);
        yield return ("failed", counters.Failed);
        yield return ("busy", _origin.Busy);
        yield return ("waiting", _origin.Waiting);
        if (_feed is not null) yield return ("published", _feed.PublishedEvents);
    }

    /// <inheritdoc />
    protected override IEnumerable<HistoryLine> LastLines() =>
        _rows!.Versions().Select(row => new HistoryLine { Kind = HistoryKind.Final, Key = row.Key, Version = row.Version });

    private void StartFeed()
    {
        var (log, feeds) = (Log, ++_feeds);
        _opening = new CancellationTokenSource();
        ChangeTopic.OpenAsync(Settings, Setup.Bind, line => log.Warning("{0}", line), _opening.Token).PipeTo(Self, success: topic => new TopicOpened(feeds, topic), failure: e => new TopicFailed(feeds, e));
    }

    private void HandleTopicOpened(TopicOpened opened)
    {
        if (opened.Feeds != _feeds)
        {
            opened.Topic.Dispose();
            return;
        }

        _topic = opened.Topic;
        if (Settings.HasOwnFeed) OpenLog(opened.Feeds, opened.Topic);
    }

    private void HandleTopicFailed(TopicFailed failed)
    {
        if (failed.Feeds == _feeds && failed.Cause is not OperationCanceledException) throw failed.Cause;
    }

    private void OpenLog(long feeds, ChangeTopic topic)
    {
        var (self, log) = (Self, Log);
        _parts = new FeedParts(
            _database,
            topic,
            (changes, kept, last) => self.Tell(new LogBegins(feeds, changes, kept, last)),
            changes => self.Tell(new ChangesFound(feeds, changes)),
            line => log.Warning("{0}", line));
    }

    // Not before the database keeps its log for us: consumers trust that nothing is missing behind the marker that a feed opens with.
    private void HandleLogBegins(LogBegins begins)
    {
        if (begins.Feeds != _feeds || _parts is null) return;
        if (_feed is not null) Remove(_feed.Self);

        // The embedded broker's log lives and dies with it, and what came before a gap is another log as well.
        var (self, logId) = (Self, Guid.NewGuid().ToString("N"));
        _logId = logId;
        var publisher = _parts.Publish(ok => self.Tell(new BatchPublished(logId, ok)));
        var address = new Address(Role.Feed, 0, Process.Incarnation);
        _feed = Add(effects => new ChangeFeed(address, logId, _topic!.Partitions, begins.Kept, begins.Last, effects, begins.Log, publisher));
    }

    private void StopFeed()
    {
        if (_feed is not null) Remove(_feed.Self);
        _feed = null;
        _logId = string.Empty;
        _feeds++;

        // The origin serves on meanwhile.
        _opening.Cancel();
        var (parts, topic) = (_parts, _topic);
        _parts = null;
        _topic = null;
        _ = Task.Run(() =>
        {
            parts?.Dispose();
            topic?.Dispose();
        });
    }

    private void HandleStatementDone(StatementDone done)
    {
        _origin!.Executed(MonotonicClock.Now(), done.Token, done.Result);
        EndTurn();
    }

    private void HandleChangesFound(ChangesFound found)
    {
        if (found.Feeds != _feeds || _feed is null) return;
        _feed.ChangesRead(found.Changes);
        EndTurn();
    }

    private void HandleBatchPublished(BatchPublished published)
    {
        if (published.LogId != _logId) return;
        _feed!.Published(MonotonicClock.Now(), published.Acknowledged);
        EndTurn();
    }

    // Beside the pool: whoever looks on must not change what he sees. Nobody is told of a failure, who knows nothing of a key is no worse off.
    private void HandleGetRevisions(GetRevisions question)
    {
        var rows = _rows!;
        Task.Run(() => rows.Revisions(question.Keys)).PipeTo(Sender, Self, success: keys => new Revisions(keys), failure: _ => new Revisions([]));
    }

    private void HandleFindBroker(FindBroker _)
    {
        if (_topic is not null) Sender.Tell(new BrokerAt(_topic.Bootstrap));
    }

    private sealed record StatementDone(long Token, StatementResult Result);

    private sealed record TopicOpened(long Feeds, ChangeTopic Topic);

    private sealed record TopicFailed(long Feeds, Exception Cause);

    private sealed record LogBegins(long Feeds, IChangeLog Log, FeedPosition? Kept, long Last);

    private sealed record ChangesFound(long Feeds, IReadOnlyList<LoggedChange> Changes);

    private sealed record BatchPublished(string LogId, bool Acknowledged);
}
