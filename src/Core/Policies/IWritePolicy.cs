using AkkaCacheSim.Core.Coordinators;
using AkkaCacheSim.Core.Messages;

namespace AkkaCacheSim.Core.Policies;

/// <summary>How a coordinator serves a write or a delete until it is taken; explicit invalidation follows by itself.</summary>
public interface IWritePolicy
{
    /// <summary>A write begins.</summary>
    /// <param name="coordinator">The coordinator.</param>
    /// <param name="flight">The flight's slot.</param>
    void Begin(Coordinator coordinator, int flight);

    /// <summary>The write has been taken: the origin has committed it, or a dirty queue holds it. The flight knows its revision.</summary>
    /// <param name="coordinator">The coordinator.</param>
    /// <param name="flight">The flight's slot.</param>
    /// <param name="answer">The answer that says so.</param>
    void Taken(Coordinator coordinator, int flight, in Message answer);

    /// <summary>A write was taken after its client had been told that it timed out.</summary>
    /// <param name="coordinator">The coordinator.</param>
    /// <param name="answer">The answer that says so.</param>
    void Late(Coordinator coordinator, in Message answer);

    /// <summary>The write has failed: nothing was changed.</summary>
    /// <param name="coordinator">The coordinator.</param>
    /// <param name="flight">The flight's slot.</param>
    void Failed(Coordinator coordinator, int flight);

    /// <summary>There was no answer in time: nobody knows whether the write was taken.</summary>
    /// <param name="coordinator">The coordinator.</param>
    /// <param name="flight">The flight's slot.</param>
    void Unknown(Coordinator coordinator, int flight);
}
