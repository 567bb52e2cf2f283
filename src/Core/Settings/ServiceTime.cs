using System.Globalization;
using AkkaCacheSim.Core.Randomness;

namespace AkkaCacheSim.Core.Settings;

/// <summary>How long the origin works on a statement, beside the statement itself: uniform between two bounds.</summary>
/// <param name="Least">The shortest, ns.</param>
/// <param name="Most">The longest, ns.</param>
public readonly record struct ServiceTime(long Least, long Most)
{
    /// <summary>Reads <c>uniform:5ms,50ms</c>, one duration, or <c>0</c>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="value">The service time.</param>
    /// <returns>Whether the text was one.</returns>
    public static bool TryParse(string text, out ServiceTime value)
    {
        ArgumentNullException.ThrowIfNull(text);
        value = default;
        const string Uniform = "uniform:";
        var bounds = text.StartsWith(Uniform, StringComparison.Ordinal) ? text[Uniform.Length..].Split(',') : [text, text];
        if (bounds.Length != 2 || !Durations.TryParse(bounds[0], out var least) || !Durations.TryParse(bounds[1], out var most)) return false;
        if (least > most || most > 3600 * Durations.Second) return false;
        value = new ServiceTime(least, most);
        return true;
    }

    /// <summary>Draws one service time.</summary>
    /// <param name="random">Where the randomness comes from.</param>
    /// <returns>The time, ns.</returns>
    public long Sample(SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        return Least == Most ? Least : Least + random.NextBelow(Most - Least + 1);
    }

    /// <inheritdoc />
    public override string ToString() => Least == Most
        ? Durations.Format(Least)
        : string.Create(CultureInfo.InvariantCulture, $"uniform:{Durations.Format(Least)},{Durations.Format(Most)}");
}
