namespace AkkaCacheSim.Core.Origin;

/// <summary>What the origin went through in one interval of <see cref="OriginSeries.Interval"/>.</summary>
/// <param name="At">When the interval begins, ns.</param>
/// <param name="Reads">Reads taken in.</param>
/// <param name="Writes">Writes, deletes and flushes taken in.</param>
/// <param name="Shed">Requests turned away.</param>
/// <param name="MaxBusy">The most connections that were in use at a time.</param>
/// <param name="MaxWaiting">The most requests that waited at a time.</param>
public readonly record struct OriginSample(long At, int Reads, int Writes, int Shed, int MaxBusy, int MaxWaiting);
