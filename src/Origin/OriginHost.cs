using Akka.Actor;
using AkkaCacheSim.Cluster;
using AkkaCacheSim.Cluster.Hosting;
using AkkaCacheSim.Cluster.Messages;
using AkkaCacheSim.Core.Feeds;
using AkkaCacheSim.Core.History;
using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Origin;
using AkkaCacheSim.Origin.Kafka;
using AkkaCacheSim.Origin.Rows;
using Address = AkkaCacheSim.Core.Machines.Address;

namespace AkkaCacheSim.Origin;

/// <summary>The process of the origin: the database, and with it, when invalidations come from the log, the change feed and the embedded broker.</summary>
public sealed class OriginHost : MachineHost
{
    /// <summary>Partitions of the topic: enough for several invalidators.</summary>
    public const int Partitions = 4;

    private SqliteRowStore? _rows;
    private OriginMachine? _origin;
    private ChangeFeed? _feed;
    private MockBroker? _broker;
    private SqliteChangeLog? _changeLog;
    private KafkaPublisher? _publisher;

    /// <summary>Wires the actor.</summary>
    /// <param name="setup">What the process is.</param>
    public OriginHost(ProcessSetup setup)
        : base(setup)
    {
        Receive<StatementDone>(HandleStatementDone);
        Receive<ChangesFound>(HandleChangesFound);
        Receive<BatchPublished>(HandleBatchPublished);
        Receive<FindBroker>(HandleFindBroker);
    }

    /// <inheritdoc />
    protected override bool Ready => !Setup.Settings.HasCdc || _feed is { PublishedEvents: > 0 };

    /// <inheritdoc />
    protected override void StartMachines()
    {
        var self = Self;
        _rows = new SqliteRowStore(Setup.OriginFile, (token, result) => self.Tell(new StatementDone(token, result)), MonotonicClock.Now);
        _origin = Add(effects => new OriginMachine(Process, Setup.Settings, effects, _rows));
        if (Setup.Settings.HasCdc) StartFeed(self);
    }

    /// <inheritdoc />
    protected override void PostStop()
    {
        _publisher?.Dispose();
        _changeLog?.Dispose();
        _broker?.Dispose();
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

    private void StartFeed(IActorRef self)
    {
        _broker = new MockBroker(DebeziumEnvelope.Topic, Partitions);
        _changeLog = new SqliteChangeLog(Setup.OriginFile, changes => self.Tell(new ChangesFound(changes)), MonotonicClock.Now);
        _publisher = new KafkaPublisher(_broker.Bootstrap, ok => self.Tell(new BatchPublished(ok)));

        // The broker's log lives and dies with this process, so every life of it is a new log.
        var logId = Guid.NewGuid().ToString("N");
        var address = new Address(Role.Feed, 0, Process.Incarnation);
        _feed = Add(effects => new ChangeFeed(address, logId, Partitions, _changeLog.LoadPosition(), _changeLog.LastSequence(), effects, _changeLog, _publisher));
    }

    private void HandleStatementDone(StatementDone done)
    {
        _origin!.Executed(MonotonicClock.Now(), done.Token, done.Result);
        EndTurn();
    }

    private void HandleChangesFound(ChangesFound found)
    {
        _feed!.ChangesRead(found.Changes);
        EndTurn();
    }

    private void HandleBatchPublished(BatchPublished published)
    {
        _feed!.Published(MonotonicClock.Now(), published.Acknowledged);
        EndTurn();
    }

    private void HandleFindBroker(FindBroker _)
    {
        if (_broker is not null) Sender.Tell(new BrokerAt(_broker.Bootstrap));
    }

    private sealed record StatementDone(long Token, StatementResult Result);

    private sealed record ChangesFound(IReadOnlyList<LoggedChange> Changes);

    private sealed record BatchPublished(bool Acknowledged);
}
