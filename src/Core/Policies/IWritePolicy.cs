using AkkaCacheSim.Core.Coordinators;
using AkkaCacheSim.Core.Messages;

namespace AkkaCacheSim.Core.Policies;

/// <summary>How a coordinator serves a write or a delete up to its commit; explicit invalidation follows by itself.</summary>
public interface IWritePolicy
{
    /// <summary>A write begins.</summary>
    /// <param name="coordinator">The coordinator.</param>
    /// <param name="flight">The flight's slot.</param>
    void Begin(Coordinator coordinator, int flight);

    /// <summary>The origin has committed; the flight knows the version.</summary>
    /// <param name="coordinator">The coordinator.</param>
    /// <param name="flight">The flight's slot.</param>
    /// <param name="committed">The origin's answer.</param>
    void Committed(Coordinator coordinator, int flight, in Message committed);

    /// <summary>The origin has failed the write: nothing was changed.</summary>
    /// <param name="coordinator">The coordinator.</param>
    /// <param name="flight">The flight's slot.</param>
    void Failed(Coordinator coordinator, int flight);

    /// <summary>The origin has not answered in time: nobody knows whether it committed.</summary>
    /// <param name="coordinator">The coordinator.</param>
    /// <param name="flight">The flight's slot.</param>
    void Unknown(Coordinator coordinator, int flight);
}
