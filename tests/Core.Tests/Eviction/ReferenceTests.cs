using System.Globalization;
using AkkaCacheSim.Core.Nodes;
using AkkaCacheSim.Core.Tests.Support;
using BitFaster.Caching.Lfu;
using BitFaster.Caching.Scheduler;

namespace AkkaCacheSim.Core.Tests.Eviction;

public sealed class ReferenceTests
{
    [Theory]
    [InlineData("lru", "LRU")]
    [InlineData("fifo", "FIFO")]
    [InlineData("clock", "CLOCK")]
    [InlineData("lfu", "LFU")]
    [InlineData("sieve", "SIEVE")]
    public void Misses_are_exactly_those_of_the_reference(string policy, string name) => Compare(policy, name, 0);

    [Theory]
    [InlineData("arc", "ARC")]
    [InlineData("s3-fifo", "S3FIFO")]
    [InlineData("slru", "SLRU")]
    [InlineData("2q", "2Q")]
    public void Misses_are_within_half_a_percent_of_the_requests_of_the_reference(string policy, string name) => Compare(policy, name, 0.005);

    [Theory]
    [InlineData(100)]
    [InlineData(500)]
    [InlineData(1_000)]
    [InlineData(2_000)]
    [InlineData(5_000)]
    public void W_TinyLFU_misses_within_a_point_of_what_ConcurrentLfu_does(int capacity)
    {
        var trace = RealTrace.Keys();
        var ours = (double)Misses(trace, "w-tinylfu", capacity) / trace.Length;
        var theirs = (double)ConcurrentLfuMisses(trace, capacity) / trace.Length;
        TestContext.Current.TestOutputHelper?.WriteLine($"{capacity}: {ours:F4}, ConcurrentLfu {theirs:F4}");
        Assert.InRange(ours, theirs - 0.01, theirs + 0.01);
    }

    private static void Compare(string policy, string name, double share)
    {
        var trace = RealTrace.Keys();
        var reference = RealTrace.Reference(name);
        Assert.Equal(5, reference.Count);
        foreach (var (capacity, expected) in reference)
        {
            var misses = Misses(trace, policy, capacity);
            TestContext.Current.TestOutputHelper?.WriteLine($"{policy} {capacity}: {misses}, reference {expected}");
            Assert.InRange(misses - expected, -share * trace.Length, share * trace.Length);
        }
    }

    private static int Misses(string[] trace, string policy, int capacity)
    {
        var store = new Store<int>(capacity, policy);
        var misses = 0;
        foreach (var key in trace)
        {
            if (store.Find(key) is var slot and >= 0)
            {
                store.Touch(slot);
                continue;
            }

            misses++;
            Assert.True(store.Expect(key));
            while (store.Victim() is var victim and >= 0) store.Remove(victim);
            store.Add(0);
        }

        return misses;
    }

    private static int ConcurrentLfuMisses(string[] trace, int capacity)
    {
        // Numbers, since the hash of a string, and with it the sketch, is another in every process; maintenance in the foreground for the same reason.
        var cache = new ConcurrentLfu<int, int>(1, capacity, new ForegroundScheduler(), EqualityComparer<int>.Default);
        foreach (var key in trace) cache.GetOrAdd(int.Parse(key, CultureInfo.InvariantCulture), _ => 0);
        return (int)cache.Metrics.Value!.Misses;
    }
}
