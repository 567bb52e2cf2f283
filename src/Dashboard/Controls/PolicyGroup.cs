namespace AkkaCacheSim.Dashboard.Controls;

/// <summary>Settings that are shown together.</summary>
/// <param name="Title">What they are about.</param>
/// <param name="Policies">The settings.</param>
public sealed record PolicyGroup(string Title, params IReadOnlyList<Policy> Policies);
