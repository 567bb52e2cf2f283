using Akka.Actor;
using Akka.Cluster;
using Akka.DistributedData;
using Akka.Event;
using AkkaCacheSim.Cluster.Messages;
using AkkaCacheSim.Cluster.Wire;
using AkkaCacheSim.Core.History;
using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Settings;
using Address = AkkaCacheSim.Core.Machines.Address;
using Envelope = AkkaCacheSim.Cluster.Wire.Envelope;

namespace AkkaCacheSim.Cluster.Hosting;

/// <summary>
/// The actor around a process's machines: hands them letters, timers and views, and sends what they say, one envelope a destination and turn.
/// It decides nothing. Machines of one process reach each other within the turn.
/// </summary>
public abstract class MachineHost : ReceiveActor
{
    /// <summary>The actor's name, under /user, in every process.</summary>
    public const string ActorName = "host";

    private readonly Dictionary<Address, HostedMachine> _machines = [];
    private readonly Queue<Letter> _local = new();
    private readonly MemberDirectory _directory;
    private readonly Outbox _outbox;
    private readonly Akka.Cluster.Cluster _cluster = Akka.Cluster.Cluster.Get(Context.System);
    private bool _flushing;
    private WatchTap? _tap;

    /// <summary>Wires what every process has in common.</summary>
    /// <param name="setup">What the process is.</param>
    protected MachineHost(ProcessSetup setup)
    {
        ArgumentNullException.ThrowIfNull(setup);
        Setup = setup;
        Settings = setup.Settings;
        Epoch = setup.Epoch;
        _directory = new MemberDirectory(Context.System);
        _outbox = new Outbox(Self, () => History?.Flush());
        if (setup.Record) History = new HistoryFile(Path.Combine(setup.HistoryFolder, setup.Name + ".jsonl"));
        Receive<Envelope>(HandleEnvelope);
        Receive<TimerDue>(HandleTimer);
        Receive<Flush>(HandleFlush);
        Receive<ClusterEvent.CurrentClusterState>(HandleState);
        Receive<ClusterEvent.MemberUp>(m => HandleUp(m.Member));
        Receive<ClusterEvent.MemberLeft>(m => HandleGone(m.Member));
        Receive<ClusterEvent.MemberDowned>(m => HandleGone(m.Member));
        Receive<ClusterEvent.MemberRemoved>(m => HandleGone(m.Member));
        Receive<ClusterEvent.IMemberEvent>(_ => { });
        Receive<PartitionsAt>(HandlePartitionsAt);
        Receive<Changed>(HandleChanged);
        Receive<GetStatus>(HandleGetStatus);
        Receive<EndHistory>(HandleEndHistory);
        Receive<Watch>(HandleWatch);
    }

    /// <summary>What the process is.</summary>
    protected ProcessSetup Setup { get; }

    /// <summary>The settings in force here.</summary>
    protected SimSettings Settings { get; private set; }

    /// <summary>Which settings these are, in the order of the cluster's changes.</summary>
    protected long Epoch { get; private set; }

    /// <summary>The process's address: role, number, and the incarnation that the cluster gave it.</summary>
    protected Address Process => new(Setup.Role, Setup.Index, _cluster.SelfUniqueAddress.Uid);

    /// <summary>The members as seen here.</summary>
    protected View View { get; private set; } = View.Empty;

    /// <summary>The log.</summary>
    protected ILoggingAdapter Log { get; } = Context.GetLogger();

    internal HistoryFile? History { get; private set; }

    /// <summary>Whether anybody wants lines: the history, or somebody who watches.</summary>
    internal bool Recording => History is not null || _tap is not null;

    /// <inheritdoc />
    protected override void PreStart()
    {
        StartMachines();
        _cluster.Subscribe(Self, ClusterEvent.SubscriptionInitialStateMode.InitialStateAsSnapshot, typeof(ClusterEvent.IMemberEvent));
        DistributedData.Get(Context.System).Replicator.Tell(Dsl.Subscribe(EpochSettings.Key, Self));
    }

    /// <inheritdoc />
    protected override void PostStop()
    {
        _cluster.Unsubscribe(Self);
        foreach (var machine in _machines.Values) machine.Dispose();
        History?.Dispose();
    }

    /// <summary>Makes the process's machines, by <see cref="Add"/>.</summary>
    protected abstract void StartMachines();

    /// <summary>Whether the process can do its part.</summary>
    protected abstract bool Ready { get; }

    /// <summary>The process's counters and gauges.</summary>
    /// <returns>Names and values.</returns>
    protected abstract IEnumerable<(string Name, long Value)> Figures();

    /// <summary>The process's last lines of the history.</summary>
    /// <returns>None, unless a process has something to say at the end.</returns>
    protected virtual IEnumerable<HistoryLine> LastLines() => [];

    /// <summary>The members have changed.</summary>
    protected virtual void OnViewChanged()
    {
        // Machines are told; most processes have nothing else to do.
    }

    /// <summary>Other settings are in force; the machines have been told.</summary>
    /// <param name="old">The settings before.</param>
    protected virtual void OnConfigured(SimSettings old)
    {
        // Most processes are nothing but their machines.
    }

    /// <summary>Adds a machine and starts it.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="make">Makes it, given its hands.</param>
    /// <returns>The machine.</returns>
    protected T Add<T>(Func<IEffects, T> make)
        where T : IMachine
    {
        ArgumentNullException.ThrowIfNull(make);
        var hosted = new HostedMachine(this, Self);
        var machine = make(hosted);
        hosted.Machine = machine;
        _machines.Add(machine.Self, hosted);
        machine.Start(MonotonicClock.Now());
        machine.ViewChanged(MonotonicClock.Now(), View);
        EndTurn();
        return machine;
    }

    /// <summary>Removes a machine.</summary>
    /// <param name="address">Whose.</param>
    protected void Remove(Address address)
    {
        if (_machines.Remove(address, out var machine)) machine.Dispose();
    }

    /// <summary>The host actor of another process.</summary>
    /// <param name="process">The process's address.</param>
    /// <returns>The actor, or null when it is no member.</returns>
    protected IActorRef? HostOf(Address process) => _directory.ProcessOf(process);

    /// <summary>Ends a turn in which machines were called: delivers what stays here, and sends the rest once the mailbox has been worked off.</summary>
    protected void EndTurn()
    {
        var now = MonotonicClock.Now();
        while (_local.TryDequeue(out var letter)) Deliver(now, letter);
        if (_flushing || _outbox.IsEmpty) return;

        // Behind whatever waits in the mailbox already: under load one flush carries the words of many turns.
        _flushing = true;
        Self.Tell(Flush.Instance);
    }

    /// <summary>Tells every process, this one included, which dirty partitions serve here.</summary>
    /// <param name="partitions">The partitions.</param>
    protected void Announce(IReadOnlyList<Address> partitions)
    {
        var hosting = new PartitionsAt(Process, partitions);
        foreach (var member in View.Members) HostOf(member)?.Tell(hosting);
    }

    internal void Send(Address from, Address to, in Message message)
    {
        var letter = new Letter(from, to, message);
        if (_machines.ContainsKey(to)) _local.Enqueue(letter);
        else if (_directory.ProcessOf(to) is { } process) _outbox.Add(process, letter);
    }

    internal void Record(in HistoryLine line)
    {
        History?.Add(line);
        if (_tap?.Add(line) == false) _tap = null;
    }

    private void HandleEnvelope(Envelope envelope)
    {
        var now = MonotonicClock.Now();
        foreach (ref readonly var letter in envelope.Letters.Span) Deliver(now, letter);
        EndTurn();
    }

    private void Deliver(long now, in Letter letter)
    {
        if (_machines.TryGetValue(letter.To, out var target)) target.Machine.Receive(now, letter.From, letter.Message);
    }

    private void HandleTimer(TimerDue due)
    {
        var now = MonotonicClock.Now();

        // Removed since, or followed by another of the same address?
        if (_machines.GetValueOrDefault(due.Machine.Machine.Self) != due.Machine || !due.Machine.TimerDueAt(now)) return;
        due.Machine.Machine.Tick(now);
        EndTurn();
    }

    private void HandleFlush(Flush flush)
    {
        _flushing = false;
        _outbox.Flush();
    }

    private void HandleState(ClusterEvent.CurrentClusterState state)
    {
        foreach (var member in state.Members)
        {
            if (member.Status == MemberStatus.Up) _directory.Add(member);
        }

        ChangeView();
    }

    private void HandleUp(Member member)
    {
        if (_directory.Add(member)) ChangeView();
    }

    private void HandleGone(Member member)
    {
        if (!_directory.Remove(member, out var gone)) return;
        _outbox.Forget(gone!);
        ChangeView();
    }

    private void ChangeView()
    {
        View = _directory.View;
        var now = MonotonicClock.Now();
        foreach (var machine in _machines.Values.ToList()) machine.Machine.ViewChanged(now, View);
        OnViewChanged();
        EndTurn();
    }

    private void HandlePartitionsAt(PartitionsAt hosting)
    {
        if (_directory.Host(hosting.Process, hosting.Partitions)) ChangeView();
    }

    private void HandleChanged(Changed changed)
    {
        var latest = EpochSettings.Of(changed.Get(EpochSettings.Key));
        if (latest.Epoch <= Epoch) return;
        var old = Settings;
        Settings = latest.Settings;
        Epoch = latest.Epoch;
        var now = MonotonicClock.Now();
        foreach (var machine in _machines.Values.ToList()) machine.Machine.Configure(now, Settings);
        OnConfigured(old);
        EndTurn();
    }

    private void HandleGetStatus(GetStatus _)
    {
        var figures = Figures().ToDictionary(figure => figure.Name, figure => figure.Value);
        figures["letters"] = _outbox.Letters;
        figures["envelopes"] = _outbox.Envelopes;
        Sender.Tell(new ProcessStatus(Setup.Name, Process.Incarnation, View.Members.Length, Epoch, Ready, figures));
    }

    private void HandleEndHistory(EndHistory _)
    {
        foreach (var line in LastLines()) History?.Add(line);
        History?.Dispose();
        History = null;
        Sender.Tell(new HistoryEnded(Setup.Name));
    }

    private void HandleWatch(Watch watch)
    {
        _tap ??= new WatchTap();
        var (level, seen, last, lines) = _tap.Ask(MonotonicClock.Now(), watch);
        Sender.Tell(new Watched(Process, level, seen, last, lines));
    }

    /// <summary>The mailbox has been worked off as far as it went.</summary>
    private sealed class Flush
    {
        public static readonly Flush Instance = new();
    }
}
