namespace AkkaCacheSim.Checker;

/// <summary>Searches and running minima over sorted data.</summary>
internal static class Sorted
{
    /// <summary>The first of <paramref name="count"/> places that is above; all after it must be too.</summary>
    public static int FirstAbove(int count, Func<int, bool> above)
    {
        int low = 0, high = count;
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (above(middle))
                high = middle;
            else
                low = middle + 1;
        }

        return low;
    }

    /// <summary>For each place the least value from there to the end; one more place holds the highest number.</summary>
    public static long[] LeastFrom(IReadOnlyList<Effect> effects)
    {
        var least = new long[effects.Count + 1];
        least[^1] = long.MaxValue;
        for (var i = effects.Count - 1; i >= 0; i--)
            least[i] = Math.Min(least[i + 1], effects[i].End);
        return least;
    }
}
