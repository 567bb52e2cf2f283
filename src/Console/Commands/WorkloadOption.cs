using System.CommandLine;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Workloads;

namespace AkkaCacheSim.Console.Commands;

/// <summary>The options of a workload.</summary>
internal static class WorkloadOption
{
    /// <summary>Every workload option that the command line knows.</summary>
    public static IReadOnlyList<NamedOption<WorkloadSpec>> All { get; } =
    [
        new("--rate", "requests a second, Poisson", (s, v) => s with { Rate = Values.Real("--rate", v, 0.001, 1_000_000) }),
        new("--concurrency", "requests in flight in a closed loop", (s, v) => s with { Rate = 0, Concurrency = (int)Values.Whole("--concurrency", v, 1, 100_000) }),
        new("--requests", "how many requests", (s, v) => s with { Requests = Values.Whole("--requests", v, 1, long.MaxValue), Duration = Durations.None }),
        new("--duration", "how long", (s, v) => s with { Duration = Values.Duration("--duration", v) }),
        new("--keys", "how many keys", (s, v) => s with { Keys = (int)Values.Whole("--keys", v, 1, 10_000_000) }),
        new("--theta", "Zipf's skew; 0 is uniform", (s, v) => s with { Theta = Values.Real("--theta", v, 0, 10) }),
        new("--write-share", "share of operations that write, 0 to 1", (s, v) => s with { WriteShare = Values.Real("--write-share", v, 0, 1) }),
        new("--bypass-share", "share of the writes that bypass the cache, 0 to 1", (s, v) => s with { BypassShare = Values.Real("--bypass-share", v, 0, 1) }),
        new("--preload", "whether to write every key to the database first: true or false", (s, v) => s with { Preload = Values.OneOf("--preload", v, "true", "false") == "true" }),
        new("--value-size", "characters in a written value (16)", (s, v) => s with { ValueSize = (int)Values.Whole("--value-size", v, 1, 1_000_000) }),
        new("--rest", "how long nothing happens between preparing and the first request (0)", (s, v) => s with { Rest = Values.Limited("--rest", v) }),
        new("--users", "how many users the requests come from (1000)", (s, v) => s with { Users = (int)Values.Whole("--users", v, 1, 10_000_000) }),
    ];

    /// <summary>The workload that a command line asks for.</summary>
    /// <exception cref="UsageException">Something about it is wrong.</exception>
    public static WorkloadSpec Read(ParseResult parsed, WorkloadSpec defaults) =>
        All.Aggregate(defaults, (spec, option) => option.Apply(spec, parsed));

    /// <summary>The workload that values by their options' names ask for.</summary>
    /// <exception cref="UsageException">One of them can't be read.</exception>
    public static WorkloadSpec Read(IReadOnlyDictionary<string, string> values, WorkloadSpec defaults) =>
        All.Aggregate(defaults, (spec, option) => option.Apply(spec, values));
}
