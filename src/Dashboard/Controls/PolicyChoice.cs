namespace AkkaCacheSim.Dashboard.Controls;

/// <summary>A value of a setting whose values have names.</summary>
/// <param name="Name">The value, as <c>configure</c> takes it.</param>
/// <param name="Line">What it does and how it fails, in a line.</param>
public sealed record PolicyChoice(string Name, string Line);
