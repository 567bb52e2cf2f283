using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Randomness;
using AkkaCacheSim.Core.Settings;

namespace AkkaCacheSim.Simulation;

/// <summary>
/// Time, network and processes of a virtual run: one thread, one queue of events, one seed. The same seed and settings give the same
/// run, event for event.
/// </summary>
public sealed class VirtualWorld
{
    private readonly VirtualOptions _options;
    private readonly SeededRandom _random;
    private readonly EventQueue<VirtualEvent> _events = new();
    private readonly Queue<VirtualEvent> _local = new();
    private readonly Dictionary<Address, VirtualProcess> _processes = [];
    private readonly HashSet<int> _unaware = [];
    private readonly ulong _seed;
    private SimSettings? _settings;
    private int _numbers, _epoch;

    /// <summary>Makes an empty world.</summary>
    /// <param name="seed">The seed of its delays.</param>
    /// <param name="options">What things cost.</param>
    /// <param name="history">Where the history goes; null for none.</param>
    /// <param name="now">When it begins, ns.</param>
    public VirtualWorld(ulong seed, VirtualOptions options, VirtualHistory? history, long now = 0)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _seed = seed;
        _random = new SeededRandom(seed, 1_000);
        History = history;
        Now = now;
        Network = new VirtualNetwork(this, seed, options);
    }

    /// <summary>What is between the processes.</summary>
    public VirtualNetwork Network { get; }

    /// <summary>The time, ns.</summary>
    public long Now { get; private set; }

    /// <summary>How many events have happened; messages within a process are none.</summary>
    public long Events { get; private set; }

    /// <summary>The members, as every process sees them.</summary>
    public View View { get; private set; } = View.Empty;

    internal VirtualHistory? History { get; }

    /// <summary>Adds a machine.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="host">The process it lives in; machines of one host reach each other at once.</param>
    /// <param name="make">Makes it, given its hands.</param>
    /// <returns>The machine, started.</returns>
    public T Add<T>(int host, Func<IEffects, T> make)
        where T : IMachine
    {
        ArgumentNullException.ThrowIfNull(make);
        var process = new VirtualProcess(this, _numbers++, host, VirtualClock.Of(_seed, host, _options)) { Epoch = _epoch };
        var machine = make(process);
        process.Machine = machine;
        _processes.Add(machine.Self, process);
        machine.Start(process.Now);
        machine.ViewChanged(process.Now, View);
        return machine;
    }

    /// <summary>Ends a machine at once. What is on its way to it is lost.</summary>
    /// <param name="address">Whose.</param>
    public void Kill(Address address)
    {
        if (!_processes.Remove(address, out var process)) throw new ArgumentException($"{address} is not there", nameof(address));
        process.Alive = false;
    }

    /// <summary>Whether a machine is there, paused or not.</summary>
    /// <param name="address">Whose.</param>
    /// <returns>False when it has died.</returns>
    public bool Lives(Address address) => _processes.ContainsKey(address);

    /// <summary>Stops machines in their tracks, as a long collection of garbage does to a process: whatever reaches them waits.</summary>
    /// <param name="addresses">The machines.</param>
    public void Pause(IEnumerable<Address> addresses)
    {
        ArgumentNullException.ThrowIfNull(addresses);
        foreach (var address in addresses) _processes[address].Missed ??= new Queue<Action>();
    }

    /// <summary>Lets paused machines go on; what has waited for them happens now, in order.</summary>
    /// <param name="addresses">The machines; those that have died meanwhile are passed over.</param>
    public void Resume(IEnumerable<Address> addresses)
    {
        ArgumentNullException.ThrowIfNull(addresses);
        foreach (var process in addresses.Where(_processes.ContainsKey).Select(address => _processes[address]).ToList())
        {
            var missed = process.Missed ?? new Queue<Action>();
            process.Missed = null;
            while (missed.TryDequeue(out var action)) action();
        }
    }

    /// <summary>The machines of a process.</summary>
    /// <param name="host">The process.</param>
    /// <returns>Their addresses, in the order in which they were added.</returns>
    public IReadOnlyList<Address> MachinesAt(int host) =>
        [.. _processes.Values.Where(process => process.Host == host).OrderBy(process => process.Number).Select(process => process.Machine.Self)];

    /// <summary>Lets something outside the model answer a machine: now, after its pause, or never if it is dead.</summary>
    /// <param name="address">The machine.</param>
    /// <param name="answer">The answer, given what the machine takes for the time then, ns.</param>
    internal void Deliver(Address address, Action<long> answer)
    {
        if (!_processes.TryGetValue(address, out var process)) return;
        if (process.Missed is null) answer(process.Now);
        else process.Missed.Enqueue(() => answer(process.Now));
    }

    /// <summary>What a machine takes for the time.</summary>
    /// <param name="address">The machine; the world's time for one that does not live.</param>
    /// <returns>The time, ns.</returns>
    public long NowOf(Address address) => _processes.TryGetValue(address, out var process) ? process.Now : Now;

    /// <summary>Gives every process a new view: at once, or each when it hears of it.</summary>
    /// <param name="members">The members.</param>
    public void SetView(IEnumerable<Address> members)
    {
        View = new View(members);
        Spread(ShowView);
    }

    /// <summary>Keeps news of the members from a process, as a partition of the network does.</summary>
    /// <param name="host">The process.</param>
    /// <returns>Lets it hear again.</returns>
    public Action Unaware(int host)
    {
        _unaware.Add(host);
        return () =>
        {
            _unaware.Remove(host);
            foreach (var process in _processes.Values.Where(p => p.Host == host).OrderBy(p => p.Number).ToList()) CatchUp(process);
        };
    }

    /// <summary>The process that a machine lives in.</summary>
    /// <param name="address">The machine, which lives.</param>
    /// <returns>The process.</returns>
    public int HostOf(Address address) => _processes[address].Host;

    /// <summary>Puts other settings in force: at once, or with each process when it hears of them.</summary>
    /// <param name="settings">The settings.</param>
    public void Configure(SimSettings settings)
    {
        _settings = settings;
        _epoch++;
        Spread(ShowSettings);
    }

    /// <summary>Whether every process with a member in it goes by the settings that were put in force last.</summary>
    public bool Confirmed
    {
        get
        {
            var hosts = View.Members.Where(_processes.ContainsKey).Select(HostOf).ToHashSet();
            return _processes.Values.All(process => process.Epoch == _epoch || !hosts.Contains(process.Host));
        }
    }

    /// <summary>Lets a piece of the world act later.</summary>
    /// <param name="delay">In how long, ns.</param>
    /// <param name="action">What it does.</param>
    public void After(long delay, Action action) => At(Now + delay, new VirtualEvent(null, EventKind.Action, default, default, action));

    /// <summary>A random delay from the world's own stream.</summary>
    /// <param name="least">The shortest, ns.</param>
    /// <param name="most">The longest, ns.</param>
    /// <returns>The delay, ns.</returns>
    public long Delay(long least, long most) => least >= most ? least : least + _random.NextBelow(most - least + 1);

    /// <summary>Runs until a condition holds, a moment has come or nothing is left to happen.</summary>
    /// <param name="until">The moment, ns.</param>
    /// <param name="condition">Checked after every event.</param>
    /// <returns>Whether the condition holds.</returns>
    public bool Run(long until, Func<bool> condition)
    {
        ArgumentNullException.ThrowIfNull(condition);
        while (!condition())
        {
            if (_local.TryDequeue(out var local)) Happen(local);
            else if (_events.NextAt <= until && _events.Count > 0)
            {
                var next = _events.Take(out var at);
                Now = at;
                Events++;
                Happen(next);
            }
            else
            {
                Now = Math.Max(Now, until == long.MaxValue ? Now : until);
                return condition();
            }
        }

        return true;
    }

    internal void At(long at, in VirtualEvent item) => _events.Add(Math.Max(at, Now), item);

    internal void Send(VirtualProcess from, Address to, in Message message)
    {
        if (!_processes.TryGetValue(to, out var target)) return;
        var item = new VirtualEvent(target, EventKind.Message, from.Machine.Self, message, null);
        if (target.Host == from.Host)
        {
            _local.Enqueue(item);
            return;
        }

        var (first, second) = Network.Arrivals(from, target, repeatable: message.Kind is not (MessageKind.Write or MessageKind.Remove or MessageKind.Enqueue));
        if (first is { } at) _events.Add(at, item);
        if (second is { } again) _events.Add(again, item);
    }

    private void Spread(Action<VirtualProcess> show)
    {
        foreach (var process in _processes.Values.OrderBy(p => p.Number).ToList())
        {
            if (_options.ViewMost == 0) show(process);
            else After(Delay(0, _options.ViewMost), () => show(process));
        }
    }

    private void ShowView(VirtualProcess process)
    {
        if (!_unaware.Contains(process.Host)) Deliver(process.Machine.Self, now => process.Machine.ViewChanged(now, View));
    }

    // Whichever settings are the last when it hears of them: a process never goes back to earlier ones.
    private void ShowSettings(VirtualProcess process)
    {
        if (_unaware.Contains(process.Host)) return;
        Deliver(process.Machine.Self, now =>
        {
            if (process.Epoch == _epoch) return;
            process.Epoch = _epoch;
            process.Machine.Configure(now, _settings!);
        });
    }

    private void CatchUp(VirtualProcess process)
    {
        ShowSettings(process);
        ShowView(process);
    }

    private void Happen(in VirtualEvent item)
    {
        if (item.Kind == EventKind.Action)
        {
            item.Action!();
            return;
        }

        var process = item.Target!;
        if (!process.Alive) return;
        if (process.Missed is not null)
        {
            var missed = item;
            process.Missed.Enqueue(() => Happen(missed));
            return;
        }

        if (item.Kind == EventKind.Message) process.Machine.Receive(process.Now, item.From, item.Message);
        else if (process.TimerDue(Now)) process.Machine.Tick(process.Now);
    }
}
