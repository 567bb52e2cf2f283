namespace AkkaCacheSim.Control;

/// <summary>What has become of links.</summary>
/// <param name="Name">Whose they are.</param>
/// <param name="Status">How they are.</param>
public sealed record LinksView(string Name, string Status);
