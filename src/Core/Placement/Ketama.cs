using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace AkkaCacheSim.Core.Placement;

/// <summary>
/// The ring of memcached clients (R. Jones, libketama, 2007): the MD5 of "name-k" gives four points, 40 such digests a member.
/// With weights a member has floor(share × 40 × members) digests, computed as libketama does.
/// </summary>
public sealed class Ketama : IPlacement
{
    private const int Digests = 40;
    private const int PointsADigest = 4;
    private const int HashBits = 32;

    private readonly PointRing _points;

    /// <summary>Makes the ring.</summary>
    /// <param name="names">At least one member.</param>
    /// <param name="weights">A weight of at least 1 for each member, or none at all.</param>
    public Ketama(ImmutableArray<string> names, ImmutableArray<int> weights)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(names.Length, 1, nameof(names));
        if (!weights.IsEmpty) ArgumentOutOfRangeException.ThrowIfNotEqual(weights.Length, names.Length, nameof(weights));
        _points = new PointRing(names.SelectMany((name, owner) => PointsOf(name, DigestsOf(weights, owner)).Select(point => (point, owner))));
    }

    /// <summary>Points on the ring.</summary>
    public int Points => _points.Count;

    /// <inheritdoc />
    public int Owner(string key) => _points.OwnerOf(HashOf(key));

    /// <inheritdoc />
    public Int128 Hash(string key) => HashOf(key);

    /// <inheritdoc />
    public ImmutableArray<Arc> Arcs => _points.Arcs(HashBits);

    /// <inheritdoc />
    public double? At(string key) => PointRing.PlaceOf(HashOf(key), HashBits);

    /// <summary>The point that a key belongs to.</summary>
    /// <param name="key">The key.</param>
    /// <returns>The first point at or after the key's hash, around the ring.</returns>
    public uint PointOf(string key) => (uint)_points.PointOf(HashOf(key));

    private static ulong HashOf(string key) => KeyHash.Of(key, bytes =>
    {
        Span<byte> digest = stackalloc byte[MD5.HashSizeInBytes];
        Digest(bytes, digest);
        return BinaryPrimitives.ReadUInt32LittleEndian(digest);
    });

    // The roundings are libketama's: the share is a float, the product a double, and its floor is taken as a float again.
    private static int DigestsOf(ImmutableArray<int> weights, int member)
    {
        if (weights.IsEmpty) return Digests;
        var share = weights[member] / (float)weights.Sum(weight => (long)weight);
        return (int)MathF.Floor((float)(share * (double)Digests * weights.Length));
    }

    private static IEnumerable<ulong> PointsOf(string name, int digests)
    {
        var digest = new byte[MD5.HashSizeInBytes];
        for (var k = 0; k < digests; k++)
        {
            Digest(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{name}-{k}")), digest);
            for (var i = 0; i < PointsADigest; i++) yield return BinaryPrimitives.ReadUInt32LittleEndian(digest.AsSpan(i * sizeof(uint)));
        }
    }

    private static void Digest(ReadOnlySpan<byte> bytes, Span<byte> digest) => MD5.HashData(bytes, digest);
}
