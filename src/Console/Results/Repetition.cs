using AkkaCacheSim.Console.Output;
using AkkaCacheSim.Console.Runs;

namespace AkkaCacheSim.Console.Results;

/// <summary>One run of an experiment among several.</summary>
/// <param name="number">Which, from 1.</param>
/// <param name="of">How many there are.</param>
/// <param name="seed">Its seed.</param>
/// <param name="log">Where what its variants measure is kept.</param>
internal sealed class Repetition(int number, int of, ulong seed, List<VariantRuns> log)
{
    public ulong Seed { get; } = seed;

    /// <summary>What progress calls a variant.</summary>
    public string Title(string variant) => of == 1 ? variant : $"run {number} of {of}: {variant}";

    /// <summary>Runs a variant, shows how it goes, and keeps what it has measured.</summary>
    /// <param name="variant">Its name.</param>
    /// <param name="run">Runs it.</param>
    public async Task<RunResult> PlayAsync(string variant, Func<RunProgress, Task<RunResult>> run) => Keep(variant, await RunProgress.ShowAsync(Title(variant), run));

    /// <summary>Keeps what a variant has measured.</summary>
    public RunResult Keep(string variant, RunResult result)
    {
        if (log.Find(known => known.Variant == variant) is { } runs) runs.Add(result);
        else log.Add(new VariantRuns(variant, result));
        return result;
    }
}
