using System.Diagnostics;
using AkkaCacheSim.Core.Settings;

namespace AkkaCacheSim.Core.Origin;

/// <summary>
/// What the origin went through, interval by interval, an hour of it at most. Intervals in which no request came, no connection was in use and
/// nobody waited are left out: for a reader they are nothing. Noting something allocates only while the room for the hour still grows.
/// </summary>
public sealed class OriginSeries
{
    /// <summary>How long an interval is, ns. Intervals begin at its multiples.</summary>
    public const long Interval = 100 * Durations.Millisecond;

    /// <summary>The most intervals that are kept; the oldest goes first.</summary>
    public const int Capacity = (int)(3600 * Durations.Second / Interval);

    private OriginSample[] _ring = new OriginSample[64];
    private OriginSample _current;
    private long _kept;
    private int _busy, _waiting;

    /// <summary>Notes that a read was taken in.</summary>
    /// <param name="now">Now, ns.</param>
    public void Read(long now)
    {
        Advance(now);
        _current = _current with { Reads = _current.Reads + 1 };
    }

    /// <summary>Notes that a write, a delete or a flush was taken in.</summary>
    /// <param name="now">Now, ns.</param>
    public void Write(long now)
    {
        Advance(now);
        _current = _current with { Writes = _current.Writes + 1 };
    }

    /// <summary>Notes that a request was turned away.</summary>
    /// <param name="now">Now, ns.</param>
    public void Shed(long now)
    {
        Advance(now);
        _current = _current with { Shed = _current.Shed + 1 };
    }

    /// <summary>Notes how much there is to do from now on.</summary>
    /// <param name="now">Now, ns.</param>
    /// <param name="busy">Connections in use.</param>
    /// <param name="waiting">Requests that wait.</param>
    public void Level(long now, int busy, int waiting)
    {
        Advance(now);
        (_busy, _waiting) = (busy, waiting);
        _current = _current with { MaxBusy = Math.Max(_current.MaxBusy, busy), MaxWaiting = Math.Max(_current.MaxWaiting, waiting) };
    }

    /// <summary>The samples of a time, the interval under way included.</summary>
    /// <param name="now">Now, ns.</param>
    /// <param name="from">The beginning of the time, ns; the interval in which it lies is the first.</param>
    /// <returns>In order of time.</returns>
    public IReadOnlyList<OriginSample> Since(long now, long from)
    {
        Advance(now);
        var samples = new List<OriginSample>();
        for (var i = Math.Max(0, _kept - _ring.Length); i < _kept; i++) Take(_ring[i % _ring.Length]);
        Take(_current);
        return samples;

        void Take(in OriginSample sample)
        {
            if (HasSomething(sample) && sample.At + Interval > from) samples.Add(sample);
        }
    }

    private void Advance(long now)
    {
        var at = now - (now % Interval);
        if (at == _current.At) return;
        Debug.Assert(at > _current.At, "time does not go back");
        if (HasSomething(_current)) Keep(_current);

        // Nothing was noted meanwhile, so nothing has changed: who was busy then was busy all the time. More than all the room would not stay.
        var next = _busy + _waiting > 0 ? Math.Max(_current.At + Interval, at - (Capacity * Interval)) : at;
        for (; next < at; next += Interval) Keep(new OriginSample(next, 0, 0, 0, _busy, _waiting));
        _current = new OriginSample(at, 0, 0, 0, _busy, _waiting);
    }

    private void Keep(in OriginSample sample)
    {
        if (_kept == _ring.Length && _ring.Length < Capacity) Array.Resize(ref _ring, Math.Min(2 * _ring.Length, Capacity));
        _ring[_kept++ % _ring.Length] = sample;
    }

    private static bool HasSomething(in OriginSample sample) => (sample.Reads | sample.Writes | sample.Shed | sample.MaxBusy | sample.MaxWaiting) != 0;
}
