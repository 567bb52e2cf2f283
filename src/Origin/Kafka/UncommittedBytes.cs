namespace AkkaCacheSim.Origin.Kafka;

/// <summary>What lies in a partition and nobody has committed.</summary>
internal sealed class UncommittedBytes
{
    private readonly Queue<(long End, long Bytes)> _pieces = new();
    private readonly long _room;
    private long _all, _piece;

    public UncommittedBytes(long room) => _room = room;

    /// <summary>Makes an event part of the piece that goes out next, if there is room, or nothing else.</summary>
    public bool TryAdd(long bytes)
    {
        if (_all > 0 && _all + bytes > _room) return false;
        _all += bytes;
        _piece += bytes;
        return true;
    }

    /// <summary>The piece is in the partition, before an offset.</summary>
    public void Sent(long end)
    {
        _pieces.Enqueue((end, _piece));
        _piece = 0;
    }

    /// <summary>What lies before an offset is committed.</summary>
    public void Committed(long offset)
    {
        while (_pieces.TryPeek(out var oldest) && oldest.End <= offset) _all -= _pieces.Dequeue().Bytes;
    }
}
