using AkkaCacheSim.Core.Settings;

namespace AkkaCacheSim.Core.Tests.Settings;

public sealed class SettingsCheckTests
{
    [Fact]
    public void WhenSettingsAreTheDefaults_ThenThereIsNothingWrong() => Assert.Empty(SettingsCheck.Problems(new SimSettings()));

    [Fact]
    public void WhenOneSettingIsWrong_ThenTheOneLineNamesTheOptionTheValueAndWhatWasExpected()
    {
        Check(new SimSettings { Nodes = 0 }, "--nodes 0: a number from 1 to 64 was expected");
        Check(new SimSettings { Nodes = 65 }, "--nodes 65: a number from 1 to 64 was expected");
        Check(new SimSettings { Slots = 0 }, "--slots 0: a number from 1 to 100000000 was expected");
        Check(new SimSettings { Capacity = 0 }, "--capacity 0: a number from 1 to 9223372036854775807 was expected");
        Check(new SimSettings { Coordinators = 65 }, "--coordinators 65: a number from 1 to 64 was expected");
        Check(new SimSettings { Invalidators = 17 }, "--invalidators 17: a number from 1 to 16 was expected");
        Check(new SimSettings { Vnodes = 0 }, "--vnodes 0: a number from 1 to 10000 was expected");
        Check(new SimSettings { Pool = 0 }, "--pool 0: a number from 1 to 10000 was expected");
        Check(new SimSettings { Queue = -1 }, "--queue -1: a number from 0 to 1000000 was expected");
        Check(new SimSettings { Sigma = -0.5 }, "--sigma -0.5: a number from 0 to 1 was expected");
        Check(new SimSettings { Sigma = double.NaN }, "--sigma NaN: a number from 0 to 1 was expected");
        Check(new SimSettings { Kappa = 1.5 }, "--kappa 1.5: a number from 0 to 1 was expected");
        Check(new SimSettings { Read = "guess" }, "--read guess: one of cache-aside, read-through was expected");
        Check(new SimSettings { Write = "guess" }, "--write guess: one of write-through, write-around, write-back was expected");
        Check(new SimSettings { Placement = "guess" }, "--placement guess: one of modulo, ring, ketama, slots, rendezvous, jump, maglev, partitions was expected");
        Check(new SimSettings { Placement = "ring", Hash = "sha1" }, "--hash sha1: one of xxh3, crc32, md5, murmur3 was expected");
        Check(new SimSettings { Placement = "jump", Hash = "md5" }, "--hash md5: jump has a hash of its own; --placement ring was expected with it");
        Check(new SimSettings { Weights = "1,2,1,1" }, "--weights 1,2,1,1: modulo has none; --placement ketama or rendezvous was expected with them");
        Check(new SimSettings { Placement = "ketama", Weights = "1,2" }, "--weights 1,2: 4 weights were expected, one a node");
        Check(new SimSettings { Placement = "ketama", Weights = "1,0,1,1" }, "--weights 1,0,1,1: none, or a list of whole numbers from 1 to 1000000 was expected");
        Check(new SimSettings { Placement = "ketama", Weights = "1,1,1,1.5" }, "--weights 1,1,1,1.5: none, or a list of whole numbers from 1 to 1000000 was expected");
        Check(new SimSettings { SlotMoves = "9-5:node-0" }, "moved slots 9-5:node-0: none, or a list such as 0-1023:node-3 was expected, slots from 0 to 16383");
        Check(new SimSettings { SlotMoves = "5-9:origin" }, "moved slots 5-9:origin: none, or a list such as 0-1023:node-3 was expected, slots from 0 to 16383");
        Check(new SimSettings { Replicas = 0 }, "--replicas 0: a number from 1 to 4 was expected");
        Check(new SimSettings { Replicas = 5 }, "--replicas 5: a number from 1 to 4 was expected");
        Check(new SimSettings { Replicas = 2, Write = "write-back", Durability = "volatile" }, "--replicas 2: who stands in for an owner can't see what is dirty in its memory; --durability durable was expected with it");
        Check(new SimSettings { Replicas = 2, Protect = ProtectionSet.FanOut }, "--replicas 2: who stands in for an owner has another copy of its hot keys already; --protect without fan-out was expected with it");
        Check(new SimSettings { Eviction = "LRU" }, "--eviction LRU: one of lru, fifo, clock, lfu, sieve, s3-fifo, arc, slru, 2q, w-tinylfu was expected");
        Check(new SimSettings { Ttl = 0 }, "--ttl 0: a duration above 0 was expected");
        Check(new SimSettings { MaxLag = 0 }, "--max-lag 0: a duration above 0 was expected");
        Check(new SimSettings { Timeout = 0 }, "--timeout 0: a duration above 0 was expected");
        Check(new SimSettings { Timeout = Durations.None }, "--timeout none: a duration was expected; every wait has a deadline");
    }

    [Fact]
    public void WhenSettingsAreAtTheirBounds_ThenThereIsNothingWrong()
    {
        Assert.Empty(SettingsCheck.Problems(new SimSettings { Nodes = 64, Slots = 1, Queue = 0, Sigma = 1, Kappa = 1, Ttl = Durations.None, MaxLag = Durations.None }));
        Assert.Empty(SettingsCheck.Problems(new SimSettings { Placement = "ring", Hash = "murmur3", Vnodes = 10_000 }));
        Assert.Empty(SettingsCheck.Problems(new SimSettings { Placement = "ketama", Weights = "1,2,1,1000000" }));
        Assert.Empty(SettingsCheck.Problems(new SimSettings { Placement = "slots", SlotMoves = "0-1023:node-3,16383:node-70" }));
        Assert.Empty(SettingsCheck.Problems(new SimSettings { Nodes = 1, Slots = 100_000_000, Queue = 1_000_000, Ttl = 1, Timeout = 1 }));
    }

    [Fact]
    public void WhenSeveralSettingsAreWrong_ThenThereIsALineForEach() =>
        Assert.Equal(3, SettingsCheck.Problems(new SimSettings { Nodes = 0, Read = "x", Timeout = 0 }).Count);

    private static void Check(SimSettings settings, string expected) => Assert.Equal(expected, Assert.Single(SettingsCheck.Problems(settings)));
}
