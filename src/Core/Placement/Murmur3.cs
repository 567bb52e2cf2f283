using System.Buffers.Binary;
using System.Numerics;

namespace AkkaCacheSim.Core.Placement;

/// <summary>
/// The tokens of Cassandra's Murmur3Partitioner: the first half of MurmurHash3 x64-128 (A. Appleby) with seed 0. Cassandra extends
/// the sign of the bytes after the last whole block, so its values are not Appleby's for texts that are not ASCII.
/// </summary>
public static class Murmur3
{
    private const ulong C1 = 0x87C37B91114253D5;
    private const ulong C2 = 0x4CF5AD432745937F;
    private const int Block = 16;

    /// <summary>The token of a partition key.</summary>
    /// <param name="bytes">The key.</param>
    /// <returns>Any value but the least, which Cassandra keeps for "before all".</returns>
    public static long Token(ReadOnlySpan<byte> bytes)
    {
        ulong h1 = 0, h2 = 0;
        var rest = bytes;
        for (; rest.Length >= Block; rest = rest[Block..])
        {
            h1 ^= First(BinaryPrimitives.ReadUInt64LittleEndian(rest));
            h1 = ((BitOperations.RotateLeft(h1, 27) + h2) * 5) + 0x52DCE729;
            h2 ^= Second(BinaryPrimitives.ReadUInt64LittleEndian(rest[8..]));
            h2 = ((BitOperations.RotateLeft(h2, 31) + h1) * 5) + 0x38495AB5;
        }

        if (rest.Length > 8) h2 ^= Second(Tail(rest[8..]));
        h1 ^= First(Tail(rest[..Math.Min(8, rest.Length)]));
        h1 ^= (ulong)bytes.Length;
        h2 ^= (ulong)bytes.Length;
        h1 += h2;
        h2 += h1;
        var token = (long)(Final(h1) + Final(h2));
        return token == long.MinValue ? long.MaxValue : token;
    }

    private static ulong First(ulong k) => BitOperations.RotateLeft(k * C1, 31) * C2;

    private static ulong Second(ulong k) => BitOperations.RotateLeft(k * C2, 33) * C1;

    private static ulong Tail(ReadOnlySpan<byte> bytes)
    {
        ulong k = 0;
        for (var i = 0; i < bytes.Length; i++) k ^= (ulong)(sbyte)bytes[i] << (8 * i);
        return k;
    }

    private static ulong Final(ulong k)
    {
        k = (k ^ (k >> 33)) * 0xFF51AFD7ED558CCD;
        k = (k ^ (k >> 33)) * 0xC4CEB9FE1A85EC53;
        return k ^ (k >> 33);
    }
}
