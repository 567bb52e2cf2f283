using AkkaCacheSim.Core.Workloads;

namespace AkkaCacheSim.Console.Commands;

/// <summary>What a load on a running cluster is, of the options that were given.</summary>
internal static class LoadOptions
{
    // Every key is in the database, and the load goes on until it is told to stop.
    private static readonly WorkloadSpec Defaults = new() { Rate = 100, Keys = 100, Theta = 0.9, WriteShare = 0.05, Preload = true };

    private static readonly IReadOnlyList<string> Names = [.. WorkloadOption.All.Select(option => option.Name)];

    /// <summary>Reads them.</summary>
    /// <param name="given">Each NAME=VALUE.</param>
    /// <returns>The load, without a seed.</returns>
    /// <exception cref="UsageException">One of them can't be read.</exception>
    public static WorkloadSpec Read(IReadOnlyList<string> given) => WorkloadOption.Read(NamedValues.Read("load", given, Names), Defaults);
}
