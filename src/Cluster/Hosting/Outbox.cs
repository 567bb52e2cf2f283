using Akka.Actor;
using AkkaCacheSim.Cluster.Wire;
using Envelope = AkkaCacheSim.Cluster.Wire.Envelope;

namespace AkkaCacheSim.Cluster.Hosting;

/// <summary>The letters of a turn, by destination: each process gets one envelope, unless there is too much for one.</summary>
internal sealed class Outbox
{
    // Far below the transport's frame limit, also with values of the largest size.
    private const int MaxLetters = 512;
    private const int MaxChars = 256 * 1024;

    private readonly Dictionary<IActorRef, Bundle> _bundles = [];
    private readonly List<Bundle> _filled = [];
    private readonly IActorRef _self;

    public Outbox(IActorRef self) => _self = self;

    public bool IsEmpty => _filled.Count == 0;

    public void Add(IActorRef to, in Letter letter)
    {
        if (!_bundles.TryGetValue(to, out var bundle)) _bundles[to] = bundle = new Bundle(to);
        if (bundle.Letters.Count == 0) _filled.Add(bundle);
        bundle.Letters.Add(letter);
        bundle.Chars += (letter.Message.Key?.Length ?? 0) + (letter.Message.Value?.Length ?? 0);
        if (bundle.Letters.Count >= MaxLetters || bundle.Chars >= MaxChars) Post(bundle);
    }

    public void Flush()
    {
        foreach (var bundle in _filled)
        {
            if (bundle.Letters.Count > 0) Post(bundle);
        }

        _filled.Clear();
    }

    public void Forget(IActorRef to) => _bundles.Remove(to);

    private void Post(Bundle bundle)
    {
        bundle.To.Tell(new Envelope(bundle.Letters), _self);
        bundle.Letters = new List<Letter>(bundle.Letters.Count);
        bundle.Chars = 0;
    }

    private sealed class Bundle(IActorRef to)
    {
        public IActorRef To { get; } = to;

        public List<Letter> Letters { get; set; } = [];

        public int Chars { get; set; }
    }
}
