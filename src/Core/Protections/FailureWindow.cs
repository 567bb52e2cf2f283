using System.Diagnostics;

namespace AkkaCacheSim.Core.Protections;

/// <summary>Calls and failures of the last while: a sliding window of ten parts that each leave it as a whole. Nothing is allocated.</summary>
internal sealed class FailureWindow
{
    private const int Parts = 10;

    private readonly long _partLength;
    private readonly int[] _calls = new int[Parts];
    private readonly int[] _failures = new int[Parts];
    private long _part;

    /// <summary>Makes an empty window.</summary>
    /// <param name="length">How far back it goes, ns; at least ten.</param>
    public FailureWindow(long length) => _partLength = length / Parts;

    /// <summary>Calls in the window.</summary>
    public int Calls { get; private set; }

    /// <summary>How many of them failed.</summary>
    public int Failures { get; private set; }

    /// <summary>Adds a call.</summary>
    /// <param name="now">Now, ns.</param>
    /// <param name="failed">Whether it failed.</param>
    public void Add(long now, bool failed)
    {
        Slide(now / _partLength);
        var at = _part % Parts;
        _calls[at]++;
        Calls++;
        if (!failed) return;
        _failures[at]++;
        Failures++;
    }

    /// <summary>Forgets every call.</summary>
    public void Clear()
    {
        Array.Clear(_calls);
        Array.Clear(_failures);
        Calls = Failures = 0;
    }

    private void Slide(long part)
    {
        Debug.Assert(part >= _part, "time does not go back");
        for (var left = Math.Min(part - _part, Parts); left > 0; left--)
        {
            // The part that the newest takes the place of is the oldest.
            var oldest = (part - left + 1) % Parts;
            Calls -= _calls[oldest];
            Failures -= _failures[oldest];
            _calls[oldest] = _failures[oldest] = 0;
        }

        _part = part;
    }
}
