namespace AkkaCacheSim.Console.Results;

/// <summary>One line of a chart.</summary>
/// <param name="Chart">The chart's title; lines with the same are drawn together.</param>
/// <param name="Unit">What its values are.</param>
/// <param name="Variant">Whose line it is.</param>
/// <param name="Values">A value a step, from the first request on; null where there was nothing to measure.</param>
internal sealed record ChartSeries(string Chart, string Unit, string Variant, IReadOnlyList<double?> Values);
