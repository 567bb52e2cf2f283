namespace AkkaCacheSim.Dashboard.Tests.Picture;

/// <summary>A clock that goes on when it is told to.</summary>
internal sealed class ManualTime : TimeProvider
{
    private long _now;

    public override long TimestampFrequency => 1_000;

    public void Advance(int ms) => _now += ms;

    public override long GetTimestamp() => _now;
}
