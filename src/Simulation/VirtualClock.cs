using AkkaCacheSim.Core.Randomness;

namespace AkkaCacheSim.Simulation;

/// <summary>What a process takes for the time: the world's, with an offset, and a little faster or slower.</summary>
internal readonly struct VirtualClock
{
    private const long Million = 1_000_000;
    private readonly long _offset, _rate;

    private VirtualClock(long offset, long drift)
    {
        _offset = offset;
        _rate = Million + drift;
    }

    /// <summary>The clock of a process, the same in every run of a seed.</summary>
    /// <param name="seed">The run's seed.</param>
    /// <param name="host">The process.</param>
    /// <param name="options">How far apart clocks are at most.</param>
    public static VirtualClock Of(ulong seed, int host, VirtualOptions options)
    {
        if (options is { ClockOffset: 0, ClockDrift: 0 }) return default;
        var random = new SeededRandom(seed, 100_000 + (ulong)host);
        return new VirtualClock(random.NextBelow(options.ClockOffset + 1), random.NextBelow((2 * options.ClockDrift) + 1) - options.ClockDrift);
    }

    /// <summary>What the clock shows.</summary>
    /// <param name="now">The world's time, ns.</param>
    public long At(long now) => _rate == 0 ? now : _offset + (now / Million * _rate) + (now % Million * _rate / Million);

    /// <summary>The first moment of the world at which the clock shows a time, or a later one.</summary>
    /// <param name="shown">What it shows, ns; <see cref="long.MaxValue"/> for never.</param>
    public long When(long shown)
    {
        if (_rate == 0 || shown == long.MaxValue) return shown;
        var since = shown - _offset;
        var now = (since / _rate * Million) + (since % _rate * Million / _rate);
        while (At(now) < shown) now++;
        return now;
    }
}
