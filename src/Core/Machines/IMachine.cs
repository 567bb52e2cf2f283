using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Settings;

namespace AkkaCacheSim.Core.Machines;

/// <summary>
/// A part of the model as a state machine without I/O: no clock, no threads, no sockets. It learns the time and all
/// else from these calls and answers through the <see cref="IEffects"/> it was given. A driver, live or virtual, makes
/// the calls one at a time.
/// </summary>
public interface IMachine
{
    /// <summary>Who this machine is.</summary>
    Address Self { get; }

    /// <summary>Called once, before all else.</summary>
    /// <param name="now">Monotonic time, ns.</param>
    void Start(long now);

    /// <summary>A message has arrived.</summary>
    /// <param name="now">Monotonic time, ns.</param>
    /// <param name="from">Who sent it.</param>
    /// <param name="message">What it says.</param>
    void Receive(long now, Address from, in Message message);

    /// <summary>The timer armed by <see cref="IEffects.SetTimer"/> is due. It may come late, never early.</summary>
    /// <param name="now">Monotonic time, ns.</param>
    void Tick(long now);

    /// <summary>The members of the cluster have changed.</summary>
    /// <param name="now">Monotonic time, ns.</param>
    /// <param name="view">The members as this process sees them now.</param>
    void ViewChanged(long now, View view);

    /// <summary>Other settings are in force from now on. Machines that go by none have nothing to do.</summary>
    /// <param name="now">Monotonic time, ns.</param>
    /// <param name="settings">The settings, checked.</param>
    void Configure(long now, SimSettings settings)
    {
    }
}
