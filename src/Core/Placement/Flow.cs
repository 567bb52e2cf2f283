namespace AkkaCacheSim.Core.Placement;

/// <summary>Keys that go from one member to another.</summary>
/// <param name="From">Who had them.</param>
/// <param name="To">Who gets them.</param>
/// <param name="Keys">How many.</param>
public sealed record Flow(string From, string To, long Keys);
