using System.Buffers.Binary;
using System.IO.Hashing;
using System.Security.Cryptography;

namespace AkkaCacheSim.Core.Placement;

/// <summary>The hashes of rings by name.</summary>
public static class RingHashes
{
    /// <summary>The hash of a ring that was told nothing.</summary>
    public const string Default = "xxh3";

    private static readonly Dictionary<string, RingHash> ByName = new()
    {
        [Default] = new(bytes => XxHash3.HashToUInt64(bytes)),
        ["crc32"] = new(bytes => Crc32.HashToUInt32(bytes), Bits: 32),
        ["md5"] = new(Md5),
        ["murmur3"] = new(bytes => (ulong)Murmur3.Token(bytes), Signed: true),
    };

    /// <summary>The names that <see cref="Get"/> knows.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. ByName.Keys];

    /// <summary>The hash of a name.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <returns>The hash.</returns>
    public static RingHash Get(string name) => ByName[name];

    // Of 128 bits the first 64 decide: points are so few that two never share them.
    private static ulong Md5(ReadOnlySpan<byte> bytes)
    {
        Span<byte> digest = stackalloc byte[MD5.HashSizeInBytes];
        MD5.HashData(bytes, digest);
        return BinaryPrimitives.ReadUInt64BigEndian(digest);
    }
}
