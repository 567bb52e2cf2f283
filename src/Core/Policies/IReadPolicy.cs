using AkkaCacheSim.Core.Coordinators;
using AkkaCacheSim.Core.Messages;

namespace AkkaCacheSim.Core.Policies;

/// <summary>How a coordinator serves a read. Stateless: what it has to remember is in the flight.</summary>
public interface IReadPolicy
{
    /// <summary>A read begins.</summary>
    /// <param name="coordinator">The coordinator.</param>
    /// <param name="flight">The flight's slot.</param>
    void Begin(Coordinator coordinator, int flight);

    /// <summary>A load in the background begins, of a key that is hot.</summary>
    /// <param name="coordinator">The coordinator.</param>
    /// <param name="flight">The flight's slot.</param>
    void Renew(Coordinator coordinator, int flight);

    /// <summary>What the flight waited for has come.</summary>
    /// <param name="coordinator">The coordinator.</param>
    /// <param name="flight">The flight's slot.</param>
    /// <param name="answer">The answer.</param>
    void Answered(Coordinator coordinator, int flight, in Message answer);

    /// <summary>What the flight waited for has not come in time.</summary>
    /// <param name="coordinator">The coordinator.</param>
    /// <param name="flight">The flight's slot.</param>
    void TimedOut(Coordinator coordinator, int flight);
}
