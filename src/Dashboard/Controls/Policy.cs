namespace AkkaCacheSim.Dashboard.Controls;

/// <summary>A setting that <c>configure</c> changes while the cluster runs.</summary>
/// <param name="Name">Its name, as <c>configure</c> takes it.</param>
/// <param name="Line">What it does and how it fails, in a line.</param>
/// <param name="Choices">Its values, where they have names; empty for numbers, durations and the like.</param>
public sealed record Policy(string Name, string Line, params IReadOnlyList<PolicyChoice> Choices)
{
    /// <summary>The value of a list that has nothing in it; null for settings that have one value.</summary>
    public string? Empty { get; init; }

    /// <summary>What else has to be set before it is of any use; null for nothing.</summary>
    public PolicyNeed? Need { get; init; }

    /// <summary>The value after one of a list was switched.</summary>
    /// <param name="value">The list before.</param>
    /// <param name="choice">Which.</param>
    /// <param name="on">Whether it is in the list from now on.</param>
    /// <returns>The list after, in the order of the choices.</returns>
    public string Switch(string value, string choice, bool on)
    {
        ArgumentNullException.ThrowIfNull(value);
        var names = value.Split(',');
        var next = Choices.Select(known => known.Name).Where(name => name == choice ? on : names.Contains(name)).ToList();
        return next.Count == 0 ? Empty! : string.Join(',', next);
    }
}
