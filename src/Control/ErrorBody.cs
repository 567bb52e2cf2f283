namespace AkkaCacheSim.Control;

/// <summary>Why a call was refused.</summary>
/// <param name="Error">One line.</param>
public sealed record ErrorBody(string Error);
