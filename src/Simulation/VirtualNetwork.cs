using System.Runtime.InteropServices;
using AkkaCacheSim.Core.Randomness;

namespace AkkaCacheSim.Simulation;

/// <summary>
/// What becomes of messages between processes: how long they take, and whether and how often they arrive. Without faults each arrives once, and
/// those from one process to another in the order in which they were sent, as on a TCP connection.
/// </summary>
public sealed class VirtualNetwork
{
    private readonly VirtualWorld _world;
    private readonly VirtualOptions _options;
    private readonly SeededRandom _random;
    private readonly Dictionary<(int From, int To), long> _lastArrival = [];
    private readonly List<Func<int, int, bool>> _cuts = [];

    internal VirtualNetwork(VirtualWorld world, ulong seed, VirtualOptions options)
    {
        _world = world;
        _options = options;
        _random = new SeededRandom(seed, 1_001);
    }

    /// <summary>The share of messages that never arrive, 0 to 1.</summary>
    public double Loss { get; set; }

    /// <summary>The share of messages that arrive twice, 0 to 1. Writes never do: they are what may be made only once, and the transport repeats nothing by itself.</summary>
    public double Repeats { get; set; }

    /// <summary>The share of messages that are overtaken by later ones, 0 to 1.</summary>
    public double Overtaken { get; set; }

    /// <summary>How much longer than usual a message may take, ns.</summary>
    public long Slowness { get; set; }

    /// <summary>Cuts connections: what is sent while they are cut never arrives.</summary>
    /// <param name="which">From which process to which other.</param>
    /// <returns>Heals them.</returns>
    public Action Cut(Func<int, int, bool> which)
    {
        ArgumentNullException.ThrowIfNull(which);
        _cuts.Add(which);
        return () => _cuts.Remove(which);
    }

    /// <summary>When a message arrives, ns.</summary>
    /// <param name="from">The sender.</param>
    /// <param name="to">The receiver.</param>
    /// <param name="repeatable">Whether it may arrive twice.</param>
    /// <returns>The moments: none for a message that is lost, two for one that is repeated.</returns>
    internal (long? First, long? Second) Arrivals(VirtualProcess from, VirtualProcess to, bool repeatable)
    {
        foreach (var cut in _cuts)
        {
            if (cut(from.Host, to.Host)) return (null, null);
        }

        if (Happens(Loss)) return (null, null);
        var at = _world.Now + _world.Delay(_options.NetworkLeast, _options.NetworkMost);
        if (Slowness > 0) at += _random.NextBelow(Slowness + 1);
        if (Happens(Overtaken)) return (at + _random.NextBelow((10 * _options.NetworkMost) + 1), null);
        ref var last = ref CollectionsMarshal.GetValueRefOrAddDefault(_lastArrival, (from.Number, to.Number), out _);
        last = Math.Max(last, at);
        return (last, repeatable && Happens(Repeats) ? last + _random.NextBelow(_options.NetworkMost + 1) : null);
    }

    private bool Happens(double share) => share > 0 && _random.NextDouble() < share;
}
