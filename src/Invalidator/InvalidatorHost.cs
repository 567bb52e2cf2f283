using Akka.Actor;
using Akka.Event;
using AkkaCacheSim.Cluster;
using AkkaCacheSim.Cluster.Hosting;
using AkkaCacheSim.Cluster.Messages;
using AkkaCacheSim.Core.Invalidators;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Invalidator.Kafka;
using Address = AkkaCacheSim.Core.Machines.Address;

namespace AkkaCacheSim.Invalidator;

/// <summary>The process of one invalidator. The embedded broker is where the origin says that it is; it is asked again whenever the origin is a new one.</summary>
public sealed class InvalidatorHost : MachineHost, IWithTimers
{
    private static readonly TimeSpan AskEvery = TimeSpan.FromMilliseconds(200);

    private InvalidatorMachine? _invalidator;
    private readonly ConsumerSwitch _consumer = new();
    private Address _origin;

    /// <summary>Wires the actor.</summary>
    /// <param name="setup">What the process is.</param>
    public InvalidatorHost(ProcessSetup setup)
        : base(setup)
    {
        Receive<AskForBroker>(HandleAsk);
        Receive<BrokerAt>(HandleBroker);
        Receive<RecordsConsumed>(HandleRecords);
    }

    /// <inheritdoc />
    public ITimerScheduler Timers { get; set; } = null!;

    /// <inheritdoc />
    protected override bool Ready => !Settings.HasCdc || (_invalidator!.Flowing && _consumer.Connected);

    /// <inheritdoc />
    protected override void StartMachines()
    {
        _invalidator = Add(effects => new InvalidatorMachine(Process, effects, _consumer));
        if (!HasEmbeddedBroker) Connect(Settings.Kafka);
    }

    /// <inheritdoc />
    protected override void PostStop()
    {
        _consumer.Dispose();
        base.PostStop();
    }

    /// <inheritdoc />
    protected override void OnViewChanged()
    {
        if (View.Origin == _origin || !HasEmbeddedBroker) return;
        _origin = View.Origin;
        LookForBroker();
    }

    /// <inheritdoc />
    protected override void OnConfigured(SimSettings old)
    {
        // The origin starts another; one that nobody stopped meanwhile still knows the last.
        if (Settings.HasCdc && HasEmbeddedBroker) LookForBroker();
    }

    /// <inheritdoc />
    protected override IEnumerable<(string Name, long Value)> Figures()
    {
        var counters = _invalidator!.Counters;
        return
        [
            ("consumed", counters.Consumed),
            ("batches", counters.Batches),
            ("repeated", counters.Repeated),
            ("pending", _invalidator.Pending),
            ("malformed", _consumer.Malformed),
            ("partitions", _consumer.Lag.Partitions),
            ("lag", _consumer.Lag.Events),
            ("lagMs", _consumer.Lag.Milliseconds),
            .. Heartbeat(),
        ];
    }

    private bool HasEmbeddedBroker => Settings.Kafka == SimSettings.EmbeddedKafka;

    private IEnumerable<(string Name, long Value)> Heartbeat() => _consumer.HeartbeatAt == 0
        ? []
        : [("heartbeatMs", Math.Max(0, DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() - _consumer.HeartbeatAt))];

    private void LookForBroker() => Timers.StartPeriodicTimer(AskForBroker.Instance, AskForBroker.Instance, TimeSpan.Zero, AskEvery);

    private void HandleAsk(AskForBroker _) => HostOf(_origin)?.Tell(new FindBroker());

    private void HandleBroker(BrokerAt at)
    {
        Timers.Cancel(AskForBroker.Instance);
        if (at.Bootstrap == _consumer.Bootstrap) return;

        // Offsets of another broker mean nothing to this one. What the old one still held is made up for by the marker that opens the new log.
        _invalidator!.LogReplaced();
        Connect(at.Bootstrap);
    }

    private void Connect(string bootstrap)
    {
        var (self, log) = (Self, Log);
        var source = KafkaSource.Of(Settings, bootstrap);
        _consumer.Connect(bootstrap, new KafkaConsumerLoop(source, records => self.Tell(new RecordsConsumed(bootstrap, records)), line => log.Warning("{0}", line)));
    }

    private void HandleRecords(RecordsConsumed consumed)
    {
        if (consumed.Bootstrap != _consumer.Bootstrap) return;
        _invalidator!.Consumed(MonotonicClock.Now(), consumed.Records);
        EndTurn();
    }

    private sealed record RecordsConsumed(string Bootstrap, IReadOnlyList<LogRecord> Records);

    private sealed class AskForBroker
    {
        public static readonly AskForBroker Instance = new();
    }
}
