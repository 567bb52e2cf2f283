using AkkaCacheSim.Core.History;
using AkkaCacheSim.Core.Messages;

namespace AkkaCacheSim.Core.Machines;

/// <summary>What a machine can do to the world. Nothing here waits or answers; answers come back as inputs.</summary>
public interface IEffects
{
    /// <summary>Whether a history is being kept; machines skip <see cref="Record"/> when it is not.</summary>
    bool Recording { get; }

    /// <summary>Sends a message. Messages from one machine to another arrive in order, or not at all.</summary>
    /// <param name="to">Whom to; an address of an incarnation that is gone swallows it.</param>
    /// <param name="message">What to say.</param>
    void Send(Address to, in Message message);

    /// <summary>Arms the machine's one timer, in place of an earlier setting.</summary>
    /// <param name="at">When <see cref="IMachine.Tick"/> is wanted, ns; <see cref="long.MaxValue"/> disarms.</param>
    void SetTimer(long at);

    /// <summary>Adds a line to the run's history.</summary>
    /// <param name="line">The line.</param>
    void Record(in HistoryLine line);
}
