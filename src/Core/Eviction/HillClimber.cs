namespace AkkaCacheSim.Core.Eviction;

/// <summary>
/// Looks for the share of a cache that its window should have (Einziger, Eytan, Friedman and Manes, Adaptive Software Cache Management, 2018):
/// it goes on in the direction in which the hit rate rose, turns where it fell, and takes smaller steps until the load changes.
/// </summary>
/// <remarks>Constants as in Caffeine and BitFaster.Caching, so that the outcome compares with theirs.</remarks>
internal sealed class HillClimber
{
    private const double FirstStep = 0.0625, StepDecay = 0.98, RestartAt = 0.05;
    private const double LeastShare = 0.001, MostShare = 0.8;

    private double _step = FirstStep;
    private double _lastHitRate = 1;
    private long _hits, _requests;

    /// <summary>The window's share, 0.001 to 0.8; at first 0.01.</summary>
    public double Share { get; private set; } = 0.01;

    /// <summary>Counts a request.</summary>
    /// <param name="hit">Whether it was a hit.</param>
    /// <param name="sample">How many requests are looked at together.</param>
    /// <returns>Whether the share is another now.</returns>
    public bool Count(bool hit, long sample)
    {
        if (hit) _hits++;
        if (++_requests < sample) return false;
        var hitRate = (double)_hits / _requests;
        var change = hitRate - _lastHitRate;
        var step = change >= 0 ? _step : -_step;
        Share = Math.Clamp(Share + step, LeastShare, MostShare);
        _step = Math.Abs(change) >= RestartAt ? Math.CopySign(FirstStep, step) : step * StepDecay;
        _lastHitRate = hitRate;
        _hits = _requests = 0;
        return true;
    }
}
