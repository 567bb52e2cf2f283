using Akka.Remote.Transport;

namespace AkkaCacheSim.Cluster.Hosting;

/// <summary>
/// A link that so many bytes a second go through: a message has the link to itself until it is through, and the next one waits.
/// Akka's own bucket of tokens counts in 32 bits since the clock began, and throws once there are more.
/// </summary>
public sealed class LinkRate : ThrottleMode
{
    private readonly long _bytesPerSecond;
    private readonly long _freeAt;

    private LinkRate(long bytesPerSecond, long freeAt) => (_bytesPerSecond, _freeAt) = (bytesPerSecond, freeAt);

    /// <summary>A link that nothing is on yet.</summary>
    /// <param name="bytesPerSecond">What goes through; above 0.</param>
    /// <returns>The link.</returns>
    public static LinkRate Of(long bytesPerSecond)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bytesPerSecond);
        return new LinkRate(bytesPerSecond, long.MinValue);
    }

    /// <inheritdoc />
    public override (ThrottleMode, bool) TryConsumeTokens(long nanoTimeOfSend, int tokens) => nanoTimeOfSend < _freeAt
        ? (this, false)
        : (new LinkRate(_bytesPerSecond, nanoTimeOfSend + (long)(tokens * 1e9 / _bytesPerSecond)), true);

    /// <inheritdoc />
    // Rounded up to what timers can do: one that came early would let a message through for nothing.
    public override TimeSpan TimeToAvailable(long currentNanoTime, int tokens) =>
        currentNanoTime < _freeAt ? TimeSpan.FromMilliseconds(1 + ((_freeAt - currentNanoTime) / 1_000_000)) : TimeSpan.Zero;
}
