using System.Globalization;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Workloads;

namespace AkkaCacheSim.Console.Output;

/// <summary>A synthetic load as people type it.</summary>
internal static class LoadView
{
    /// <summary>What it is, by the options' names.</summary>
    public static IReadOnlyDictionary<string, string> Named(WorkloadSpec load) => new Dictionary<string, string>
    {
        [load.Rate > 0 ? "rate" : "concurrency"] = Plain(load.Rate > 0 ? load.Rate : load.Concurrency),
        [load.Requests > 0 ? "requests" : "duration"] = load.Requests > 0 ? Plain(load.Requests) : Durations.Format(load.Duration),
        ["keys"] = Plain(load.Keys),
        ["theta"] = Plain(load.Theta),
        ["rest"] = Durations.Format(load.Rest),
        ["users"] = Plain(load.Users),
        ["write-share"] = Plain(load.WriteShare),
        ["bypass-share"] = Plain(load.BypassShare),
        ["preload"] = load.Preload ? "true" : "false",
        ["value-size"] = Plain(load.ValueSize),
    };

    private static string Plain(double value) => value.ToString(CultureInfo.InvariantCulture);
}
