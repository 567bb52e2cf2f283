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

    // By reference: the directory hands out one and the same for as long as a member lives, and comparing paths takes longer than sending a letter.
    private readonly Dictionary<IActorRef, Bundle> _bundles = new(ReferenceEqualityComparer.Instance);
    private readonly List<Bundle> _filled = [];
    private readonly IActorRef _self;
    private readonly Action _beforePost;

    /// <summary>Starts empty.</summary>
    /// <param name="self">Whose letters they are.</param>
    /// <param name="beforePost">What has to be done before anything leaves.</param>
    public Outbox(IActorRef self, Action beforePost)
    {
        _self = self;
        _beforePost = beforePost;
    }

    /// <summary>Letters sent so far.</summary>
    public long Letters { get; private set; }

    /// <summary>Envelopes that they were sent in.</summary>
    public long Envelopes { get; private set; }

    public bool IsEmpty => _filled.Count == 0;

    public void Add(IActorRef to, in Letter letter)
    {
        if (!_bundles.TryGetValue(to, out var bundle)) _bundles[to] = bundle = new Bundle(to);
        if (bundle.Count == 0) _filled.Add(bundle);
        bundle.Add(letter);
        if (bundle.Count >= MaxLetters || bundle.Chars >= MaxChars) Post(bundle);
    }

    public void Flush()
    {
        foreach (var bundle in _filled)
        {
            if (bundle.Count > 0) Post(bundle);
        }

        _filled.Clear();
    }

    public void Forget(IActorRef to) => _bundles.Remove(to);

    private void Post(Bundle bundle)
    {
        _beforePost();
        Letters += bundle.Count;
        Envelopes++;
        bundle.To.Tell(bundle.Take(), _self);
    }

    private sealed class Bundle(IActorRef to)
    {
        private Letter[] _letters = new Letter[16];

        public IActorRef To { get; } = to;

        public int Count { get; private set; }

        public int Chars { get; private set; }

        public void Add(in Letter letter)
        {
            if (Count == _letters.Length) Array.Resize(ref _letters, 2 * Count);
            _letters[Count++] = letter;
            Chars += (letter.Message.Key?.Length ?? 0) + (letter.Message.Value?.Length ?? 0);
        }

        /// <summary>An envelope with all of it. It is written later and elsewhere, so its letters are not used again; the next one will be about as long.</summary>
        public Envelope Take()
        {
            var envelope = new Envelope(_letters.AsMemory(0, Count));
            _letters = new Letter[Count];
            Count = Chars = 0;
            return envelope;
        }
    }
}
