namespace AkkaCacheSim.Checker;

/// <summary>A write that was acknowledged and is nowhere. Times are nanoseconds.</summary>
/// <param name="Key">The key.</param>
/// <param name="Id">The write.</param>
/// <param name="Client">Who wrote.</param>
/// <param name="Start">When the write began.</param>
/// <param name="End">When it was acknowledged.</param>
/// <param name="Durable">Whether it was acknowledged as durable.</param>
public sealed record LostWrite(string Key, string Id, string Client, long Start, long End, bool Durable)
{
    /// <inheritdoc/>
    public override string ToString() =>
        $"lost write: key {Key}, id {Id}, client {Client}, {(Durable ? "durable" : "volatile")}, " +
        $"acknowledged in [{Start}, {End}] and never committed";
}
