using AkkaCacheSim.Core.Randomness;
using AkkaCacheSim.Core.Settings;

namespace AkkaCacheSim.Console.Torments;

/// <summary>Draws the rounds of a torment: the same seed and processes, the same rounds.</summary>
internal static class TormentSchedule
{
    // Apart from the streams that other parts draw from the same seed.
    private const ulong Stream = 4_000;

    /// <summary>Draws them.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="rounds">How many, at least 1.</param>
    /// <param name="processes">Every process but the console, which is not tormented: it is what measures.</param>
    /// <returns>The rounds. In each fewer than half of the processes are away at a time, so that a majority is left.</returns>
    public static IReadOnlyList<TormentRound> Draw(ulong seed, int rounds, IReadOnlyList<string> processes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rounds, 1);
        var random = new SeededRandom(seed, Stream);
        return [.. Enumerable.Range(1, rounds).Select(number => Round(random, number, processes))];
    }

    private static TormentRound Round(SeededRandom random, int number, IReadOnlyList<string> processes)
    {
        var left = processes.ToList();
        var most = Math.Max(1, processes.Count / 2);
        List<TormentFault> faults = [Fault(random, (TormentKind)random.NextBelow(3), left, most, 0)];

        // One partition at a time: a second would take the place of the first.
        most -= faults[0].Victims.Count();
        if (most > 0 && random.NextBelow(4) == 0) faults.Add(Fault(random, (TormentKind)random.NextBelow(2), left, most, random.NextBelow(faults[0].For)));
        return new TormentRound(number, (300 + random.NextBelow(1_700)) * Durations.Millisecond, faults);
    }

    private static TormentFault Fault(SeededRandom random, TormentKind kind, List<string> left, int most, long at)
    {
        List<string> victims = [];
        for (var count = Math.Min(most, 1 + (int)(random.NextBelow(2) * random.NextBelow(3))); count > 0 && left.Count > 0; count--)
        {
            var victim = left[(int)random.NextBelow(left.Count)];
            left.Remove(victim);
            victims.Add(victim);
        }

        var split = kind == TormentKind.Partition && victims.Count > 1 && random.NextBelow(2) == 0 ? 1 : victims.Count;
        IReadOnlyList<string>[] groups = [victims[..split], victims[split..]];
        return new TormentFault(kind, [.. groups.Where(group => group.Count > 0)], at, kind == TormentKind.Kill ? Between(random, 100, 2_000) : Length(random));
    }

    // Mostly shorter than the cluster takes to notice, now and then about as long, now and then past the removal of whoever is away.
    private static long Length(SeededRandom random) => random.NextBelow(10) switch
    {
        < 7 => Between(random, 200, 3_000),
        < 9 => Between(random, 5_000, 10_000),
        _ => Between(random, 12_000, 16_000),
    };

    private static long Between(SeededRandom random, long least, long most) => (least + random.NextBelow(most - least)) * Durations.Millisecond;
}
