using AkkaCacheSim.Core.Eviction;
using AkkaCacheSim.Core.Randomness;

namespace AkkaCacheSim.Core.Tests.Eviction;

public sealed class FrequencySketchTests
{
    [Fact]
    public void A_key_is_never_estimated_below_its_count_and_seldom_above()
    {
        var sketch = new FrequencySketch();
        sketch.Grow(1_000);
        var random = new SeededRandom(1);
        var hashes = Enumerable.Range(0, 500).Select(_ => (ulong)random.NextBelow(long.MaxValue)).ToArray();
        for (var i = 0; i < hashes.Length; i++)
        {
            for (var n = 0; n < i % 16; n++) sketch.Count(hashes[i]);
        }

        for (var i = 0; i < hashes.Length; i++) Assert.InRange(sketch.Estimate(hashes[i]), i % 16, 15);
        Assert.InRange(hashes.Where((hash, i) => sketch.Estimate(hash) > i % 16).Count(), 0, 25);
    }

    [Fact]
    public void After_ten_counts_an_entry_all_are_halved()
    {
        var sketch = new FrequencySketch();
        sketch.Grow(64);
        Assert.Equal(640, sketch.Sample);
        for (var i = 0; i < 12; i++) sketch.Count(1);
        var random = new SeededRandom(2);
        Assert.Equal(12, sketch.Estimate(1));
        for (var i = 0; i < 5_000 && sketch.Estimate(1) >= 12; i++) sketch.Count((ulong)random.NextBelow(long.MaxValue));
        Assert.InRange(sketch.Estimate(1), 6, 7);
    }

    [Fact]
    public void A_key_that_is_counted_up_to_the_top_ages_nobody()
    {
        var sketch = new FrequencySketch();
        sketch.Grow(64);
        for (var i = 0; i < 10 * sketch.Sample; i++) sketch.Count(1);
        Assert.Equal(15, sketch.Estimate(1));
    }

    [Fact]
    public void A_sketch_that_grows_knows_what_it_knew()
    {
        var sketch = new FrequencySketch();
        sketch.Grow(64);
        for (var i = 0; i < 9; i++) sketch.Count(123_456_789);
        sketch.Grow(10_000);
        Assert.Equal(9, sketch.Estimate(123_456_789));
    }
}
