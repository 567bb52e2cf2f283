using System.Globalization;
using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Nodes;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Workloads;

namespace AkkaCacheSim.Simulation.Tests;

public sealed class TraceTests
{
    private const string Trace = "cache2k-web07.txt";
    private static readonly int[] Sizes = [100, 500, 1_000, 2_000, 5_000];

    [Fact]
    public void WhenTheTraceIsReplayedOnTheCluster_ThenMissesAreExactlyTheReferences()
    {
        var (trace, expected) = Load();
        foreach (var size in Sizes)
        {
            var settings = new SimSettings { Nodes = 1, Slots = size, Ttl = Durations.None, ServiceTime = default };
            var report = new VirtualCluster(settings, new VirtualOptions(), null).Run(new WorkloadSpec { Trace = [.. trace.Select(key => new TraceRequest(key))], Concurrency = 1, Preload = true });
            Assert.Equal((size, expected[size]), (size, report.ReadsEnding(Outcome.Miss)));
            Assert.Equal((trace.Length - expected[size], 0), (report.ReadsEnding(Outcome.Hit), report.ReadsEnding(Outcome.Failover)));
        }
    }

    [Fact]
    public void WhenTheTraceIsReplayedOnABareStore_ThenMissesAreExactlyTheReferences()
    {
        var (trace, expected) = Load();
        foreach (var size in Sizes) Assert.Equal((size, expected[size]), (size, Misses(trace, size)));
    }

    private static long Misses(string[] trace, int size)
    {
        var store = new Store<int>(size, "lru");
        var misses = 0;
        foreach (var key in trace)
        {
            if (store.Find(key) is var slot and >= 0)
            {
                store.Touch(slot);
                continue;
            }

            misses++;
            store.Expect(key);
            if (store.Victim() is var victim and >= 0) store.Remove(victim);
            store.Add(0);
        }

        return misses;
    }

    private static (string[] Trace, Dictionary<int, long> Misses) Load()
    {
        var folder = Folder();
        if (folder is null) Assert.Skip($"{Trace} is not beside the repository");
        var rows = File.ReadLines(Path.Combine(folder, "reference-miss-counts.csv")).Select(line => line.Split(','));
        var misses = rows.Where(row => row[0] == Trace && row[1] == "LRU")
            .ToDictionary(row => int.Parse(row[2], CultureInfo.InvariantCulture), row => long.Parse(row[4], CultureInfo.InvariantCulture));
        Assert.Equal(37_750, misses[1_000]);
        return ([.. File.ReadLines(Path.Combine(folder, Trace)).Select(line => line.Trim()).Where(line => line.Length > 0)], misses);
    }

    private static string? Folder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var traces = Path.Combine(folder.FullName, "shared", "traces");
            if (File.Exists(Path.Combine(traces, Trace))) return traces;
        }

        return null;
    }
}
