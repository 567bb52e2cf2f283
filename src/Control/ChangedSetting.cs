namespace AkkaCacheSim.Control;

/// <summary>A setting that has changed.</summary>
/// <param name="Name">Its option's name.</param>
/// <param name="From">Its value before.</param>
/// <param name="To">Its value now.</param>
public sealed record ChangedSetting(string Name, string From, string To);
