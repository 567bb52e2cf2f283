using System.Collections.Immutable;
using System.Globalization;

namespace AkkaCacheSim.Origin.Rows;

/// <summary>The partitions of a feed position as text: <c>3,0,17</c>.</summary>
internal static class PositionText
{
    public static string Write(ImmutableArray<long> partitions) => string.Join(',', partitions);

    public static ImmutableArray<long> Read(string text) =>
        text.Length == 0 ? [] : [.. text.Split(',').Select(part => long.Parse(part, CultureInfo.InvariantCulture))];
}
