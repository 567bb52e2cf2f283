using AkkaCacheSim.Core.Machines;

namespace AkkaCacheSim.Core.Coordinators;

/// <summary>Ids of writes, unique among all coordinators and their lives: 6 bits of number, 24 of incarnation, 33 of count; always above 0.</summary>
public sealed class WriteIds
{
    private readonly long _prefix;
    private long _count;

    /// <summary>Starts counting.</summary>
    /// <param name="self">Whose ids they are.</param>
    public WriteIds(Address self)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(self.Index, 63, nameof(self));
        _prefix = ((long)self.Index << 57) | ((long)(self.Incarnation & 0xFFFFFF) << 33);
    }

    /// <summary>A new id.</summary>
    /// <returns>An id above 0.</returns>
    public long Next() => _prefix | (++_count & 0x1FFFFFFFF);
}
