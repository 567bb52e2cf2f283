namespace AkkaCacheSim.Dashboard.Controls;

/// <summary>Another setting that has to have one of some values before a setting is of any use.</summary>
/// <param name="Setting">The other setting's name.</param>
/// <param name="Values">The values of which it has one, where it is a list at least one.</param>
public sealed record PolicyNeed(string Setting, params IReadOnlyList<string> Values)
{
    /// <summary>Whether it has.</summary>
    /// <param name="settings">All settings by name.</param>
    /// <returns>True when it does.</returns>
    public bool Met(IReadOnlyDictionary<string, string> settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return settings.TryGetValue(Setting, out var value) && value.Split(',').Intersect(Values).Any();
    }
}
