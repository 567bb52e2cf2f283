using System.Collections.Immutable;
using System.Globalization;
using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Placement;
using AkkaCacheSim.Core.Settings;

namespace AkkaCacheSim.Console.Scenarios;

/// <summary>Which keys change their node when the members change. Reckoned from the placements themselves, the same in either driver.</summary>
internal static class KeyMovement
{
    /// <summary>The names of the first nodes.</summary>
    public static ImmutableArray<string> NodeNames(int count) => [.. Enumerable.Range(0, count).Select(i => Address.NameOf(Role.Node, i))];

    /// <summary>Moves keys from the settings' nodes to other members.</summary>
    /// <param name="settings">The placement and what belongs to it.</param>
    /// <param name="after">The members afterwards.</param>
    /// <param name="keys">How many keys.</param>
    public static Movement Of(SimSettings settings, ImmutableArray<string> after, int keys)
    {
        var before = NodeNames(settings.Nodes);
        var movement = new Movement(Placements.Create(settings, new Roster(before, before)), Placements.Create(settings, new Roster(after, before)));
        for (var i = 0; i < keys; i++) movement.Add("k" + i.ToString(CultureInfo.InvariantCulture));
        return movement;
    }

    /// <summary>A row for each placement.</summary>
    public static IReadOnlyList<ScenarioRow> Rows(SimSettings settings, ImmutableArray<string> after, int keys) =>
    [
        .. Placements.Names.Select(name =>
        {
            var movement = Of(settings with { Placement = name }, after, keys);
            return new ScenarioRow(name,
            [
                ("moved", Math.Round(movement.Share, 4)),
                ("betweenStayers", movement.BetweenStayers),
                ("imbalanceBefore", Math.Round(movement.ImbalanceBefore, 4)),
                ("imbalanceAfter", Math.Round(movement.ImbalanceAfter, 4)),
            ]);
        }),
    ];

    /// <summary>The row of a placement.</summary>
    public static ScenarioRow For(this IReadOnlyList<ScenarioRow> rows, string variant) => rows.First(row => row.Variant == variant);

    /// <summary>The claim that no key moves between two nodes that stay.</summary>
    public static Claim OnlyWhatMust(IReadOnlyList<ScenarioRow> rows, params ReadOnlySpan<string> placements)
    {
        var between = 0.0;
        foreach (var placement in placements) between += rows.For(placement)["betweenStayers"]!.Value;
        return Claim.AtMost($"{string.Join(", ", placements.ToArray())}: keys that move between two nodes that stay", between, 0);
    }
}
