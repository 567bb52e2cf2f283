using System.IO.Hashing;
using System.Text;

namespace AkkaCacheSim.Core.Placement;

/// <summary>The 64-bit hash of keys and of ring points: XXH3 of the UTF-8 bytes.</summary>
public static class KeyHash
{
    private const int OnStack = 256;

    /// <summary>Hashes a text.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The same value on every machine and version.</returns>
    public static ulong Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (Encoding.UTF8.GetMaxByteCount(text.Length) > OnStack) return XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(text));
        Span<byte> bytes = stackalloc byte[OnStack];
        return XxHash3.HashToUInt64(bytes[..Encoding.UTF8.GetBytes(text, bytes)]);
    }
}
