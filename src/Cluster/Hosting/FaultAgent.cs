using Akka.Actor;
using Akka.Cluster;
using Akka.Remote;
using Akka.Remote.Transport;
using AkkaCacheSim.Cluster.Messages;
using TransportAddress = Akka.Actor.Address;

namespace AkkaCacheSim.Cluster.Hosting;

/// <summary>
/// Cuts and slows down the links between its process and others, at the transport, on the console's word. Each fault has a timer here,
/// so that it ends also where nobody can say so any more.
/// </summary>
/// <remarks>One end is enough: what it sends and what it receives are both held up. Processes are named, and one that comes under a name later is treated alike.</remarks>
public sealed class FaultAgent : ReceiveActor, IWithTimers
{
    /// <summary>The actor's name, under /user, in every process.</summary>
    public const string ActorName = "faults";

    // The transport answers within some ms; a connection that has died since does not, and nothing depends on it.
    private static readonly TimeSpan ApplyWithin = TimeSpan.FromMilliseconds(500);

    private readonly Akka.Cluster.Cluster _cluster = Akka.Cluster.Cluster.Get(Context.System);
    private readonly RemoteTransport _transport;
    private readonly LinksSet _set;
    private readonly HashSet<string> _cut = [];
    private readonly Dictionary<string, long> _slow = [];

    // Whose links are not as they should be, also of those that are no members any more: others may come back to their addresses.
    private readonly Dictionary<TransportAddress, string> _throttled = [];

    /// <summary>Begins with all links as they should be.</summary>
    /// <param name="name">The process's name.</param>
    public FaultAgent(string name)
    {
        _transport = ((IRemoteActorRefProvider)((ExtendedActorSystem)Context.System).Provider).Transport;
        _set = new LinksSet(name);
        Receive<CutLinks>(HandleCut);
        Receive<SlowLink>(HandleSlow);
        Receive<HealLinks>(HandleHeal);
        Receive<CutLapsed>(HandleCutLapsed);
        Receive<SlowLapsed>(HandleSlowLapsed);
        Receive<ClusterEvent.MemberJoined>(_ => Apply());
        Receive<ClusterEvent.IMemberEvent>(_ => { });
    }

    /// <inheritdoc />
    public ITimerScheduler Timers { get; set; } = null!;

    /// <inheritdoc />
    protected override void PreStart() =>
        _cluster.Subscribe(Self, ClusterEvent.SubscriptionInitialStateMode.InitialStateAsEvents, typeof(ClusterEvent.IMemberEvent));

    /// <inheritdoc />
    protected override void PostStop() => _cluster.Unsubscribe(Self);

    private void HandleCut(CutLinks cut)
    {
        _cut.Clear();
        _cut.UnionWith(cut.Peers);
        if (_cut.Count > 0) Timers.StartSingleTimer(CutLapsed.Instance, CutLapsed.Instance, TimeSpan.FromMilliseconds(cut.ForMs));
        else Timers.Cancel(CutLapsed.Instance);
        Acknowledge(Apply());
    }

    private void HandleSlow(SlowLink slow)
    {
        _slow[slow.Peer] = slow.BytesPerSecond;
        var lapsed = new SlowLapsed(slow.Peer);
        Timers.StartSingleTimer(lapsed, lapsed, TimeSpan.FromMilliseconds(slow.ForMs));
        Acknowledge(Apply());
    }

    private void HandleCutLapsed(CutLapsed _)
    {
        _cut.Clear();
        Apply();
    }

    private void HandleSlowLapsed(SlowLapsed lapsed)
    {
        _slow.Remove(lapsed.Peer);
        Apply();
    }

    private void HandleHeal(HealLinks _)
    {
        _slow.Clear();
        _cut.Clear();
        Timers.CancelAll();
        Acknowledge(Apply());
    }

    private void Acknowledge(Task applied)
    {
        var (sender, set) = (Sender, _set);
        applied.WaitAsync(ApplyWithin).PipeTo(sender, Self, () => set, _ => set);
    }

    private Task<bool[]> Apply()
    {
        foreach (var member in _cluster.State.Members)
        {
            if (MemberAddress.TryOf(member, out var address) && IsThrottled(address.Name)) _throttled[member.Address] = address.Name;
        }

        var applied = Task.WhenAll(_throttled.Select(link => _transport.ManagementCommand(new SetThrottle(link.Key, ThrottleTransportAdapter.Direction.Both, ModeOf(link.Value)))));
        foreach (var link in _throttled.Where(link => !IsThrottled(link.Value)).ToList()) _throttled.Remove(link.Key);
        return applied;
    }

    private bool IsThrottled(string name) => name != _set.Name && (_cut.Contains(name) || _slow.ContainsKey(name));

    private ThrottleMode ModeOf(string name) =>
        _cut.Contains(name) ? Blackhole.Instance
        : _slow.TryGetValue(name, out var bytesPerSecond) ? LinkRate.Of(bytesPerSecond)
        : Unthrottled.Instance;

    /// <summary>The cut has lasted as long as it was to.</summary>
    private sealed record CutLapsed
    {
        public static readonly CutLapsed Instance = new();
    }

    /// <summary>A link has been slow as long as it was to be.</summary>
    private sealed record SlowLapsed(string Peer);
}
