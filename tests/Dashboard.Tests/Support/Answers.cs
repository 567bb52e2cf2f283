using AkkaCacheSim.Core.Settings;

namespace AkkaCacheSim.Dashboard.Tests.Support;

/// <summary>Answers of the control API.</summary>
internal static class Answers
{
    public static StatusView Status(long requests = 0, long reads = 0, long hits = 0, long originReads = 0, long? lagMs = null) => new(
        true,
        lagMs is { } lag ? [new MemberView("invalidator-0", "invalidator", 2, "up", new Dictionary<string, long> { ["lagMs"] = lag })] : [],
        new Dictionary<string, long> { ["requests"] = requests, ["reads"] = reads, ["hits"] = hits },
        requests,
        null,
        0,
        0,
        new OriginView(0, originReads, originReads, 0, 0, 0, 0),
        StatusView.Named(new SimSettings()),
        0);

    public static WatchView Watch(long seen = 0, long shown = 0) => new(0, seen, shown, 0, null, null, []);

    public static WatchedLine Read(long number, string outcome = "hit", double ms = 1) =>
        new(number, "read", DateTimeOffset.UnixEpoch, 0, ms, "k", "coordinator-0", "node-0", outcome, 1, null, null);

    public static ClusterEventLine Event(long number) => new(number, DateTimeOffset.UnixEpoch, "request", $"event {number}");
}
