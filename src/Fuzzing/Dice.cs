using AkkaCacheSim.Core.Randomness;

namespace AkkaCacheSim.Fuzzing;

/// <summary>Draws from a seed.</summary>
internal sealed class Dice(ulong seed)
{
    private readonly SeededRandom _random = new(seed, 9_000);

    /// <summary>A whole number from 0 on.</summary>
    public int Below(int bound) => (int)_random.NextBelow(bound);

    /// <summary>A whole number from 0 on.</summary>
    public long Below(long bound) => _random.NextBelow(bound);

    /// <summary>A number from 0 to 1.</summary>
    public double Share() => _random.NextDouble();

    /// <summary>True once in so many.</summary>
    public bool OneIn(int times) => Below(times) == 0;

    /// <summary>One of several.</summary>
    public T Pick<T>(IReadOnlyList<T> of) => of[Below(of.Count)];
}
