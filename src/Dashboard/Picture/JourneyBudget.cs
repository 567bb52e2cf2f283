namespace AkkaCacheSim.Dashboard.Picture;

/// <summary>How many marks may set out, so that the browser never has many under way: so many a second, and so many at once.</summary>
public sealed class JourneyBudget
{
    /// <summary>Most marks that set out at once.</summary>
    public const int MostAtOnce = 20;

    /// <summary>Marks that may set out each second. A journey takes less than 2 s.</summary>
    public const int PerSecond = 40;

    private readonly TimeProvider _clock;
    private long _at;
    private double _left = MostAtOnce;

    /// <param name="clock">Tells the time.</param>
    public JourneyBudget(TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(clock);
        _clock = clock;
        _at = clock.GetTimestamp();
    }

    /// <summary>Spends what there is.</summary>
    /// <param name="wanted">How many marks would set out.</param>
    /// <returns>How many may.</returns>
    public int Take(int wanted)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(wanted);
        var now = _clock.GetTimestamp();
        _left = Math.Min(MostAtOnce, _left + _clock.GetElapsedTime(_at, now).TotalSeconds * PerSecond);
        _at = now;
        var taken = Math.Min(wanted, (int)_left);
        _left -= taken;
        return taken;
    }
}
