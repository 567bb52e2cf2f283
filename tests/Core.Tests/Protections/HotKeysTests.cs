using System.Globalization;
using AkkaCacheSim.Core.Protections;
using CsCheck;

namespace AkkaCacheSim.Core.Tests.Protections;

public sealed class HotKeysTests
{
    // As many reads as the sketch lets pass before it halves its counts.
    private const int HalveAt = 20_000;

    private readonly HotKeys _hot = new();

    [Fact]
    public void WhenFewReadsWereSeen_ThenNoKeyIsHot()
    {
        for (var read = 1; read < 200; read++) Assert.False(_hot.Count("k"));
        Assert.True(_hot.Count("k"));
        Assert.Equal(["k"], _hot.All());
    }

    [Fact]
    public void WhenEveryKeyIsReadAlike_ThenNoneIsHot()
    {
        for (var read = 0; read < 50_000; read++) Assert.False(_hot.Count(Name(read % 1_000)));
        Assert.Empty(_hot.All());
    }

    [Fact]
    public void WhenAKeyIsNoLongerRead_ThenItCoolsDown()
    {
        for (var read = 0; read < 10_000; read++) _hot.Count("k");
        for (var read = 0; read < 5 * HalveAt; read++) _hot.Count(Name(read % 1_000));
        Assert.Empty(_hot.All());
    }

    [Fact]
    public void WhenNewKeysNeverEnd_ThenTheSketchStaysAsLargeAsItIs()
    {
        for (var read = 0; read < 10_000; read++) _hot.Count(Name(read));
        var before = GC.GetAllocatedBytesForCurrentThread();
        var keys = Enumerable.Range(0, 100).Select(Name).ToArray();
        for (var round = 0; round < 1_000; round++)
        {
            for (var key = 0; key < 100; key++) _hot.Count(keys[key]);
        }

        // Room for the hundred names, and for a few collections of the runtime's own.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 50_000);
    }

    // Streams of any order: a few heavy keys among many light ones, in bursts. The model counts every key, and halves when the sketch does.
    [Fact]
    public void A_key_with_five_percent_of_the_reads_is_always_found() =>
        Gen.Select(Gen.Int[0, 1_000_000], Gen.Int[1, 19], Gen.Int[1, 5_000], Gen.Int[1, 400]).Sample(Run, iter: 60);

    private static void Run(int seed, int heavy, int light, int burst)
    {
        var random = new Random(seed);
        var sketch = new HotKeys();
        var exact = new Dictionary<string, int>();
        var (total, read) = (0, 0);
        while (read < 3 * HalveAt)
        {
            var key = Name(random.Next(2) == 0 ? random.Next(heavy) : 100 + random.Next(light));
            for (var end = read + random.Next(1, burst + 1); read < end; read++)
            {
                var found = sketch.Count(key);
                exact[key] = exact.GetValueOrDefault(key) + 1;
                if (++total == HalveAt)
                {
                    total /= 2;
                    foreach (var counted in exact.Keys.ToList()) exact[counted] /= 2;
                }

                if (total >= 200 && exact[key] >= HotKeys.Share * total) Assert.True(found);
            }

            var all = sketch.All().ToHashSet();
            Assert.InRange(all.Count, 0, 128);
            if (total >= 200) Assert.All(exact.Where(counted => counted.Value >= HotKeys.Share * total), counted => Assert.Contains(counted.Key, all));
        }
    }

    private static string Name(int key) => "k" + key.ToString(CultureInfo.InvariantCulture);
}
