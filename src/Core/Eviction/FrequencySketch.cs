using System.Runtime.CompilerServices;

namespace AkkaCacheSim.Core.Eviction;

/// <summary>
/// How often keys have been asked for lately, estimated from above: a count-min sketch of depth 4 with counters of 4 bits, halved after ten
/// counts an entry (Einziger, Friedman and Manes, TinyLFU, 2017). A key's four counters lie in one line of the processor's cache.
/// </summary>
internal sealed class FrequencySketch
{
    // 8 words of 16 counters are the 64 bytes of a line. Counter i of a key is in word 2i or 2i + 1.
    private const int WordsPerBlock = 8;
    private const int Depth = 4;
    private const int CountsPerEntry = 10;
    private const ulong Halves = 0x7777_7777_7777_7777;

    private ulong[] _words = new ulong[WordsPerBlock];
    private int _counted;

    /// <summary>After how many counts all are halved.</summary>
    public int Sample { get; private set; } = CountsPerEntry;

    /// <summary>Widens the sketch for more entries. What it knows stays: a key's block is the same modulo the old number of blocks.</summary>
    public void Grow(int entries)
    {
        Sample = (int)Math.Min((long)entries * CountsPerEntry, int.MaxValue);
        while (_words.Length < entries) _words = [.. _words, .. _words];
    }

    /// <summary>The estimate for a key's hash, 0 to 15.</summary>
    public int Estimate(ulong hash)
    {
        ref var block = ref BlockOf(hash);
        var picks = PicksOf(hash);
        var least = 15;
        for (var i = 0; i < Depth; i++, picks >>= 8)
        {
            least = Math.Min(least, (int)(Unsafe.Add(ref block, WordOf(i, picks)) >> ShiftOf(picks)) & 15);
        }

        return least;
    }

    /// <summary>Counts a key's hash once.</summary>
    public void Count(ulong hash)
    {
        ref var block = ref BlockOf(hash);
        var picks = PicksOf(hash);
        var changed = false;
        for (var i = 0; i < Depth; i++, picks >>= 8)
        {
            ref var word = ref Unsafe.Add(ref block, WordOf(i, picks));
            if (((word >> ShiftOf(picks)) & 15) == 15) continue;
            word += 1UL << ShiftOf(picks);
            changed = true;
        }

        if (changed && ++_counted >= Sample) Halve();
    }

    private void Halve()
    {
        foreach (ref var word in _words.AsSpan()) word = (word >> 1) & Halves;
        _counted /= 2;
    }

    private ref ulong BlockOf(ulong hash) => ref _words[(int)(hash & (ulong)(_words.Length - 1)) & ~(WordsPerBlock - 1)];

    // A second hash of the first, so that keys of one block do not share counters as well: the finalizer of MurmurHash3's first half.
    private static uint PicksOf(ulong hash) => (uint)((hash * 0xff51_afd7_ed55_8ccd) >> 32);

    private static int WordOf(int i, uint picks) => (2 * i) + (int)(picks & 1);

    private static int ShiftOf(uint picks) => (int)((picks >> 1) & 15) * 4;
}
