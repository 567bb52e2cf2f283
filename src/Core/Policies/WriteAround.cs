using AkkaCacheSim.Core.Coordinators;
using AkkaCacheSim.Core.Messages;

namespace AkkaCacheSim.Core.Policies;

/// <summary>Writes go to the origin only; the copy is left to the invalidation strategy.</summary>
public sealed class WriteAround : IWritePolicy
{
    /// <inheritdoc />
    public void Begin(Coordinator coordinator, int flight)
    {
        ArgumentNullException.ThrowIfNull(coordinator);
        coordinator.AskOriginToWrite(flight);
    }

    /// <inheritdoc />
    public void Taken(Coordinator coordinator, int flight, in Message answer)
    {
        ArgumentNullException.ThrowIfNull(coordinator);
        coordinator.Written(flight);
    }

    /// <inheritdoc />
    public void Late(Coordinator coordinator, in Message answer)
    {
        // The copy is none of its business.
    }

    /// <inheritdoc />
    public void Failed(Coordinator coordinator, int flight)
    {
        // Neither the row nor the copy has changed.
    }

    /// <inheritdoc />
    public void Unknown(Coordinator coordinator, int flight)
    {
        // The copy is none of its business, whatever became of the row.
    }
}
