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
        Check(new SimSettings { Read = "guess" }, "--read guess: one of cache-aside was expected");
        Check(new SimSettings { Write = "guess" }, "--write guess: one of write-through, write-around was expected");
        Check(new SimSettings { Placement = "guess" }, "--placement guess: one of modulo, ring was expected");
        Check(new SimSettings { Eviction = "LRU" }, "--eviction LRU: one of lru, fifo, clock, lfu, sieve, s3-fifo, arc, slru, 2q, w-tinylfu was expected");
        Check(new SimSettings { Ttl = 0 }, "--ttl 0: a duration above 0 was expected");
        Check(new SimSettings { MaxLag = 0 }, "--max-lag 0: a duration above 0 was expected");
        Check(new SimSettings { Timeout = 0 }, "--timeout 0: a duration above 0 was expected");
        Check(new SimSettings { Timeout = Durations.None }, "--timeout none: a duration was expected; every wait has a deadline");
    }

    [Fact]
    public void WhenSettingsAreAtTheirBounds_ThenThereIsNothingWrong()
    {
        Assert.Empty(SettingsCheck.Problems(new SimSettings { Nodes = 64, Slots = 1, Queue = 0, Ttl = Durations.None, MaxLag = Durations.None }));
        Assert.Empty(SettingsCheck.Problems(new SimSettings { Nodes = 1, Slots = 100_000_000, Queue = 1_000_000, Ttl = 1, Timeout = 1 }));
    }

    [Fact]
    public void WhenSeveralSettingsAreWrong_ThenThereIsALineForEach() =>
        Assert.Equal(3, SettingsCheck.Problems(new SimSettings { Nodes = 0, Read = "x", Timeout = 0 }).Count);

    private static void Check(SimSettings settings, string expected) => Assert.Equal(expected, Assert.Single(SettingsCheck.Problems(settings)));
}
