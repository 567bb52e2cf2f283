using System.Collections.Immutable;
using System.Globalization;
using System.IO.Hashing;
using System.Security.Cryptography;
using System.Text;
using AkkaCacheSim.Core.Placement;
using AkkaCacheSim.Core.Randomness;

namespace AkkaCacheSim.Core.Tests.Placement;

/// <summary>Rings against a slow, obvious one: of all points, the nearest at or after the hash.</summary>
public sealed class RingModelTests
{
    [Fact]
    public void A_ring_finds_what_a_scan_of_all_points_finds()
    {
        foreach (var (names, random) in Cases())
        {
            var vnodes = 1 + (int)random.NextBelow(20);
            var ring = new Ring(names, vnodes, RingHashes.Get("crc32"));
            var points = names.SelectMany((name, owner) => Enumerable.Range(0, vnodes).Select(i => ((ulong)Crc($"{i}{name}"), owner))).ToList();
            foreach (var key in KeysOf(random)) Assert.Equal(Scan(points, Crc(key)), ring.Owner(key));
        }
    }

    [Fact]
    public void Ketama_finds_what_a_scan_of_all_points_finds()
    {
        foreach (var (names, random) in Cases())
        {
            var ketama = new Ketama(names, []);
            var points = names.SelectMany((name, owner) => Enumerable.Range(0, 160).Select(i => ((ulong)Quarter($"{name}-{i / 4}", i % 4), owner))).ToList();
            foreach (var key in KeysOf(random)) Assert.Equal(Scan(points, Quarter(key, 0)), ketama.Owner(key));
        }
    }

    // A tiny space of hashes makes points meet: the later member has them.
    [Fact]
    public void Where_two_members_have_one_point_the_later_has_it()
    {
        foreach (var (names, random) in Cases())
        {
            var ring = new Ring(names, 5, new RingHash(bytes => Crc32.HashToUInt32(bytes) % 32));
            var points = names.SelectMany((name, owner) => Enumerable.Range(0, 5).Select(i => ((ulong)Crc($"{i}{name}") % 32, owner))).ToList();
            foreach (var key in KeysOf(random)) Assert.Equal(Scan(points, Crc(key) % 32), ring.Owner(key));
        }
    }

    [Fact]
    public void Rendezvous_gives_a_key_to_the_highest_score()
    {
        foreach (var (names, random) in Cases())
        {
            var rendezvous = new Rendezvous(names, []);
            foreach (var key in KeysOf(random)) Assert.Equal(names.MaxBy(name => KeyHash.Mix(KeyHash.Of(key) ^ KeyHash.Of(name))), names[rendezvous.Owner(key)]);
        }
    }

    [Fact]
    public void Rendezvous_gives_a_key_the_first_of_an_order_that_absence_does_not_change()
    {
        foreach (var (names, random) in Cases())
        {
            var all = new Rendezvous(names, []);
            foreach (var key in KeysOf(random))
            {
                var owner = all.Owner(key);
                var without = names.RemoveAt(names.Length - 1 - owner);
                if (without.Contains(names[owner])) Assert.Equal(names[owner], without[new Rendezvous(without, []).Owner(key)]);
            }
        }
    }

    private static int Scan(List<(ulong Point, int Owner)> points, ulong hash)
    {
        var after = points.Where(point => point.Point >= hash).ToList();
        var nearest = (after.Count > 0 ? after : points).Min(point => point.Point);
        return points.FindLast(point => point.Point == nearest).Owner;
    }

    private static IEnumerable<(ImmutableArray<string> Names, SeededRandom Random)> Cases() => Enumerable.Range(0, 30).Select(seed =>
    {
        var random = new SeededRandom((ulong)seed);
        return (Enumerable.Range(0, 2 + (int)random.NextBelow(8)).Select(i => $"10.0.{random.NextBelow(250)}.{i}:11211").ToImmutableArray(), random);
    });

    private static List<string> KeysOf(SeededRandom random) => [.. Enumerable.Range(0, 30).Select(_ => random.Next().ToString("x", CultureInfo.InvariantCulture))];

    private static uint Crc(string text) => Crc32.HashToUInt32(Encoding.UTF8.GetBytes(text));

    private static uint Quarter(string text, int i) => BitConverter.ToUInt32(MD5.HashData(Encoding.UTF8.GetBytes(text)), i * 4);
}
