namespace AkkaCacheSim.Dashboard.Tours;

/// <summary>A guided tour: steps that a visitor takes with a button each, on the cluster that runs.</summary>
/// <param name="Title">Its name.</param>
/// <param name="What">What it shows, in a line.</param>
/// <param name="Steps">Its steps.</param>
public sealed record Tour(string Title, string What, IReadOnlyList<TourStep> Steps);
