using System.Globalization;
using AkkaCacheSim.Core.Eviction;
using AkkaCacheSim.Core.Policies;

namespace AkkaCacheSim.Core.Settings;

/// <summary>Says what is wrong with settings before anything starts.</summary>
public static class SettingsCheck
{
    /// <summary>The most nodes that a cluster can have.</summary>
    public const int MostNodes = 64;

    /// <summary>Checks cluster settings.</summary>
    /// <param name="settings">The settings.</param>
    /// <returns>One line for each thing wrong, naming the option and what was expected; empty when all is well.</returns>
    public static IReadOnlyList<string> Problems(SimSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var problems = new List<string>();
        Range("--nodes", settings.Nodes, 1, MostNodes);
        Range("--slots", settings.Slots, 1, 100_000_000);
        Range("--capacity", settings.Capacity ?? 1, 1, long.MaxValue);
        Range("--coordinators", settings.Coordinators, 1, 64);
        Range("--invalidators", settings.Invalidators, 1, 16);
        Range("--pool", settings.Pool, 1, 10_000);
        Range("--queue", settings.Queue, 0, 1_000_000);
        Share("--sigma", settings.Sigma);
        Share("--kappa", settings.Kappa);
        Known("--read", settings.Read, ReadPolicies.Names);
        Known("--write", settings.Write, WritePolicies.Names);
        problems.AddRange(PlacementCheck.Problems(settings, settings.Nodes));
        Range("--replicas", settings.Replicas, 1, Math.Max(1, settings.Nodes));
        if (settings.Replicas > 1 && settings.HasVolatileQueue) problems.Add($"--replicas {settings.Replicas}: who stands in for an owner can't see what is dirty in its memory; --durability durable was expected with it");
        if (settings.Replicas > 1 && settings.Has(ProtectionSet.FanOut)) problems.Add($"--replicas {settings.Replicas}: who stands in for an owner has another copy of its hot keys already; --protect without fan-out was expected with it");
        problems.AddRange(ProtectionCheck.Problems(settings));
        Known("--eviction", settings.Eviction, Evictions.Names);
        Known("--durability", settings.Durability, ["durable", "volatile"]);
        Known("--expiry", settings.Expiry, ["absolute", "sliding"]);
        Range("--backlog", settings.Backlog, 1, 10_000_000);
        Positive("--ttl", settings.Ttl);
        if (settings.TtlJitter == Durations.None) problems.Add("--ttl-jitter none: a duration, or 0 for no jitter, was expected");
        if (settings.TtlJitter != 0 && settings.Ttl == Durations.None) problems.Add($"--ttl-jitter {Durations.Format(settings.TtlJitter)}: only copies that expire can have one; --ttl with a duration was expected");
        if (settings.Sliding && settings.Ttl == Durations.None) problems.Add("--expiry sliding: only copies that expire can slide; --ttl with a duration was expected");
        Known("--journal", settings.Journal, [SimSettings.EmbeddedJournal, "postgres"]);
        if (settings.Journal == "postgres" && settings.Origin == SimSettings.EmbeddedOrigin) problems.Add("--journal postgres: it lies beside the origin's rows; --origin postgres://… was expected");
        if (!SchemaName.IsValid(settings.Schema)) problems.Add($"--schema {settings.Schema}: {SchemaName.Expected} was expected");
        problems.AddRange(KafkaCheck.Problems(settings));
        Positive("--max-lag", settings.MaxLag);
        Positive("--timeout", settings.Timeout);
        if (settings.Timeout == Durations.None) problems.Add("--timeout none: a duration was expected; every wait has a deadline");
        return problems;

        void Range(string option, long value, long least, long most)
        {
            if (value < least || value > most) problems.Add($"{option} {value}: a number from {least} to {most} was expected");
        }

        void Share(string option, double value)
        {
            if (value is not (>= 0 and <= 1)) problems.Add(string.Create(CultureInfo.InvariantCulture, $"{option} {value}: a number from 0 to 1 was expected"));
        }

        void Known(string option, string value, IReadOnlyList<string> names)
        {
            if (!names.Contains(value)) problems.Add($"{option} {value}: one of {string.Join(", ", names)} was expected");
        }

        void Positive(string option, long value)
        {
            if (value <= 0) problems.Add($"{option} {Durations.Format(value)}: a duration above 0 was expected");
        }
    }
}
