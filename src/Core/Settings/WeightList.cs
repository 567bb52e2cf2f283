using System.Collections.Immutable;
using System.Globalization;

namespace AkkaCacheSim.Core.Settings;

/// <summary>The weights of nodes as a text: <c>1,2,1</c>, a whole number a node.</summary>
public static class WeightList
{
    /// <summary>How no weights are written.</summary>
    public const string None = "none";

    /// <summary>The heaviest weight.</summary>
    public const int Most = 1_000_000;

    /// <summary>Reads weights.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The weights, none for <c>none</c>; null when one is no whole number from 1 to <see cref="Most"/>.</returns>
    public static ImmutableArray<int>? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var weights = ImmutableArray.CreateBuilder<int>();
        if (text == None) return [];
        foreach (var item in text.Split(','))
        {
            if (!int.TryParse(item, NumberStyles.None, CultureInfo.InvariantCulture, out var weight) || weight is < 1 or > Most) return null;
            weights.Add(weight);
        }

        return weights.ToImmutable();
    }
}
