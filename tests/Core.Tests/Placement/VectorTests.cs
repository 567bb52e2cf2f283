using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using AkkaCacheSim.Core.Placement;
using AkkaCacheSim.Core.Tests.Support;

namespace AkkaCacheSim.Core.Tests.Placement;

/// <summary>Bit for bit what others compute. A few well-known values are written here, so that something is checked everywhere.</summary>
public sealed class VectorTests
{
    [Theory]
    [InlineData("123456789", 0x31C3)] // the check value of CRC-16/XMODEM; below 16,384
    [InlineData("foo", 12182)]
    [InlineData("{user1000}.following", 3443)]
    [InlineData("{user1000}.followers", 3443)]
    [InlineData("foo{}{bar}", 8363)]
    [InlineData("foo{{bar}}zap", 4015)]
    [InlineData("foo{bar}{zap}", 5061)]
    public void A_key_has_the_slot_that_redis_gives_it(string key, int slot) => Assert.Equal(slot, KeySlot.Of(key));

    [Fact]
    public void Slots_are_those_of_the_vectors()
    {
        var vectors = Vectors.Read("redis-keyslot.json");
        Assert.Equal(vectors.GetProperty("crc16_xmodem_123456789").GetInt32(), KeySlot.Crc16("123456789"u8));
        foreach (var vector in vectors.GetProperty("keyslot").EnumerateObject()) Assert.Equal((vector.Name, vector.Value.GetInt32()), (vector.Name, KeySlot.Of(vector.Name)));
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("123", -7468325962851647638)]
    [InlineData("9223372036854775807", 7162290910810015547)]
    [InlineData("The quick brown fox jumps over the lazy dog", -2068352364225029268)] // Murmur3's own vector: more than eight bytes behind the last block
    public void A_key_has_the_token_that_cassandra_gives_it(string key, long token) => Assert.Equal(token, Murmur3.Token(Encoding.UTF8.GetBytes(key)));

    // SplitMix64's first number from the seed 0.
    [Fact]
    public void Bits_are_mixed_as_splitmix64_does() => Assert.Equal(0xE220A8397B1DCDAFUL, KeyHash.Mix(0x9E3779B97F4A7C15UL));

    // The vectors' characters stand for bytes.
    [Fact]
    public void Tokens_are_those_of_the_vectors()
    {
        foreach (var vector in Vectors.Read("cassandra-murmur3.json").EnumerateObject().Single().Value.EnumerateObject())
        {
            Assert.Equal((vector.Name, vector.Value.GetInt64()), (vector.Name, Murmur3.Token(Encoding.Latin1.GetBytes(vector.Name))));
        }
    }

    [Fact]
    public void A_murmur3_ring_shows_a_key_s_token() =>
        Assert.Equal(-7468325962851647638, new Ring(["a"], 1, RingHashes.Get("murmur3")).Hash("123"));

    [Theory]
    [InlineData(0UL, 1, 0)]
    [InlineData(42UL, 57, 43)]
    [InlineData(0xDEAD10CCUL, 666, 361)]
    [InlineData(256UL, 1024, 520)]
    [InlineData(10863919174838991UL, 11, 6)]
    public void A_number_jumps_into_the_paper_s_bucket(ulong key, int buckets, int expected) => Assert.Equal(expected, Jump.Bucket(key, buckets));

    [Fact]
    public void Buckets_are_those_of_the_vectors()
    {
        var vectors = Vectors.Read("jump.json");
        foreach (var vector in vectors.GetProperty("from_reference_cpp_buckets_1_to_n").EnumerateObject())
        {
            var key = ulong.Parse(vector.Name, CultureInfo.InvariantCulture);
            var expected = vector.Value.Ints();
            Assert.Equal(expected, Enumerable.Range(1, expected.Length).Select(buckets => Jump.Bucket(key, buckets)));
        }

        var golden = vectors.GetProperty("guava_golden100_keys_0_to_19").Ints();
        Assert.Equal(golden, Enumerable.Range(0, golden.Length).Select(key => Jump.Bucket((ulong)key, 100)));
        foreach (var row in vectors.GetProperty("key_buckets_result").EnumerateArray())
        {
            Assert.Equal(row[2].GetInt32(), Jump.Bucket(row[0].GetUInt64(), row[1].GetInt32()));
        }
    }

    // The paper's table 1: three members, seven places.
    [Fact]
    public void A_maglev_table_is_filled_as_in_the_paper()
    {
        Assert.Equal([1, 0, 1, 0, 2, 2, 0], Maglev.Populate([(3, 4), (0, 2), (3, 1)], 7));
        Assert.Equal([0, 0, 0, 0, 1, 1, 1], Maglev.Populate([(3, 4), (3, 1)], 7));
    }

    [Fact]
    public void Maglev_tables_are_those_of_the_vectors()
    {
        foreach (var vector in Vectors.Read("maglev.json").EnumerateObject())
        {
            ImmutableArray<int[]> orders = [.. vector.Value.GetProperty("perms").EnumerateArray().Select(row => row.Ints())];
            var size = orders[0].Length;
            ImmutableArray<(int, int)> all = [.. orders.Select(order => (order[0], (order[1] - order[0] + size) % size))];
            Assert.Equal(vector.Value.GetProperty("table").Ints(), Maglev.Populate(all, size));
            var without = Maglev.Populate(all.RemoveAt(1), size).Select(member => member == 0 ? 0 : member + 1);
            Assert.Equal(vector.Value.GetProperty("table_without_1").Ints(), without);
        }
    }

    [Fact]
    public void A_ring_is_that_of_the_vectors()
    {
        var vectors = Vectors.Read("groupcache-ring.json");
        var names = vectors.GetProperty("nodes").EnumerateArray().Select(node => node.GetString()!).ToImmutableArray();
        var ring = Identity(names, vectors.GetProperty("replicas").GetInt32());
        foreach (var lookup in vectors.GetProperty("lookups").EnumerateObject()) Assert.Equal(lookup.Value.GetString(), names[ring.Owner(lookup.Name)]);
        foreach (var point in vectors.GetProperty("points").Ints())
        {
            Assert.Equal(point % 10, int.Parse(names[ring.Owner(point.ToString(CultureInfo.InvariantCulture))], CultureInfo.InvariantCulture));
        }

        var grown = Identity(names.Add("8"), vectors.GetProperty("replicas").GetInt32());
        foreach (var lookup in vectors.GetProperty("after_add_8").EnumerateObject()) Assert.Equal(lookup.Value.GetString(), names.Add("8")[grown.Owner(lookup.Name)]);
    }

    [Fact]
    public void A_crc32_ring_hashes_as_ieee_does() => Assert.Equal(0xCBF43926, new Ring(["a"], 1, RingHashes.Get("crc32")).Hash("123456789"));

    // RFC 1321: MD5("abc") = 900150983cd24fb0d6963f7d28e17f72.
    [Fact]
    public void An_md5_ring_and_ketama_read_the_digest_from_its_two_ends()
    {
        Assert.Equal((Int128)0x900150983CD24FB0UL, new Ring(["a"], 1, RingHashes.Get("md5")).Hash("abc"));
        Assert.Equal(0x98500190, new Ketama(["a"], []).Hash("abc"));
    }

    [Theory]
    [InlineData(4, "dustin", 0)]
    [InlineData(4, "noelani", 2)]
    [InlineData(5, "some other key", 4)]
    public void A_memcached_key_has_the_server_that_spymemcached_gives_it(int servers, string key, int expected) =>
        Assert.Equal(expected, Spymemcached(servers).Owner(key));

    [Fact]
    public void Servers_are_those_of_spymemcached_s_vectors()
    {
        foreach (var servers in Vectors.Read("spymemcached-ketama-small.json").GetProperty("cases").EnumerateObject())
        {
            var ketama = Spymemcached(int.Parse(servers.Name, CultureInfo.InvariantCulture));
            foreach (var key in servers.Value.EnumerateObject()) Assert.Equal((key.Name, key.Value.GetInt32()), (key.Name, ketama.Owner(key.Name)));
        }
    }

    [Fact]
    public void Points_are_those_of_libketama_s_vectors()
    {
        var vectors = Vectors.Read("libketama.json");
        ImmutableArray<string> names = [.. vectors.GetProperty("servers").EnumerateArray().Select(server => server[0].GetString()!)];
        var ketama = new Ketama(names, [.. vectors.GetProperty("servers").EnumerateArray().Select(server => server[1].GetInt32())]);
        Assert.Equal(vectors.GetProperty("ring_points_weighted").GetInt32(), ketama.Points);
        Assert.Equal(vectors.GetProperty("hashi_test").GetUInt32(), (uint)ketama.Hash("test"));
        using var md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        md5.AppendData("\n"u8);
        for (var i = 0; i < 1_000_000; i++)
        {
            var key = i.ToString(CultureInfo.InvariantCulture);
            md5.AppendData(Encoding.ASCII.GetBytes($"{ketama.Hash(key)} {ketama.PointOf(key)} {names[ketama.Owner(key)]}\n"));
        }

        Assert.Equal(vectors.GetProperty("md5_of_output_for_keys_0_to_999999").GetString(), Convert.ToHexStringLower(md5.GetHashAndReset()));
    }

    [Fact]
    public void Two_weighted_servers_have_libketama_s_point()
    {
        var expected = Vectors.Read("libketama.json").GetProperty("two_servers_600_400_test");
        ImmutableArray<string> names = ["127.0.0.1:11211", "127.0.0.1:11212"];
        var ketama = new Ketama(names, [600, 400]);
        Assert.Equal((expected[0].GetUInt32(), expected[1].GetString()), (ketama.PointOf("test"), names[ketama.Owner("test")]));
    }

    // 21 of 40 is 0.52499998 as a float: 62 digests of three times 40, where an exact share would have 63. The others have 30 and 27.
    [Fact]
    public void A_weight_s_share_is_rounded_as_libketama_s_float_is() => Assert.Equal((62 + 30 + 27) * 4, new Ketama(["a", "b", "c"], [21, 10, 9]).Points);

    private static Ring Identity(ImmutableArray<string> names, int replicas) =>
        new(names, replicas, new RingHash(bytes => ulong.Parse(bytes, CultureInfo.InvariantCulture)));

    private static Ketama Spymemcached(int servers) => new([.. Enumerable.Range(0, servers).Select(i => $"127.0.0.1:{10000 + i}")], []);
}
