using System.IO.Hashing;
using System.Text;

namespace AkkaCacheSim.Core.Placement;

/// <summary>Hashes of texts: of their UTF-8 bytes, and without allocation for texts of up to 256 bytes.</summary>
public static class KeyHash
{
    private const int OnStack = 256;

    /// <summary>The usual hash of keys: 64 bits of XXH3.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The same value on every machine and version.</returns>
    public static ulong Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Span<byte> bytes = stackalloc byte[OnStack];
        return XxHash3.HashToUInt64(Encoding.UTF8.TryGetBytes(text, bytes, out var length) ? bytes[..length] : Encoding.UTF8.GetBytes(text));
    }

    /// <summary>Hashes a text as it is told.</summary>
    /// <param name="text">The text.</param>
    /// <param name="hash">The hash of bytes.</param>
    /// <returns>What the hash says.</returns>
    public static ulong Of(string text, Func<ReadOnlySpan<byte>, ulong> hash)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(hash);
        Span<byte> bytes = stackalloc byte[OnStack];
        return hash(Encoding.UTF8.TryGetBytes(text, bytes, out var length) ? bytes[..length] : Encoding.UTF8.GetBytes(text));
    }

    /// <summary>Mixes 64 bits: the finalizer of SplitMix64 (Steele, Lea and Flood, 2014). One-to-one.</summary>
    /// <param name="bits">Any bits.</param>
    /// <returns>Bits that look random.</returns>
    public static ulong Mix(ulong bits)
    {
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9UL;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EBUL;
        return bits ^ (bits >> 31);
    }
}
