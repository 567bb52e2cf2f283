using AkkaCacheSim.Core.Settings;

namespace AkkaCacheSim.Simulation;

/// <summary>What the virtual world costs. The defaults are near what the live cluster shows on one machine. Nanoseconds.</summary>
public sealed record VirtualOptions
{
    /// <summary>A world without delays, for comparison with closed forms.</summary>
    public static readonly VirtualOptions Instant = new() { NetworkLeast = 0, NetworkMost = 0, StatementTime = 0, PollEvery = 0, ProduceTime = 0, FetchTime = 0, PersistTime = 0 };

    /// <summary>Shortest way of a message from one process to another.</summary>
    public long NetworkLeast { get; init; } = 80_000;

    /// <summary>Longest way of a message from one process to another.</summary>
    public long NetworkMost { get; init; } = 120_000;

    /// <summary>How long it takes at most until a process has heard of a change of the members; 0: all hear at once.</summary>
    public long ViewMost { get; init; }

    /// <summary>How far apart the clocks of two processes are at most.</summary>
    public long ClockOffset { get; init; }

    /// <summary>How much faster or slower than the world a clock is at most, millionths.</summary>
    public long ClockDrift { get; init; }

    /// <summary>How long a statement takes in the database.</summary>
    public long StatementTime { get; init; } = 30_000;

    /// <summary>How often the feed looks at the change log.</summary>
    public long PollEvery { get; init; } = 2 * Durations.Millisecond;

    /// <summary>From publishing to the broker's acknowledgement.</summary>
    public long ProduceTime { get; init; } = 1 * Durations.Millisecond;

    /// <summary>From a record's arrival in the log to the consumer.</summary>
    public long FetchTime { get; init; } = 1 * Durations.Millisecond;

    /// <summary>Every how many changes the log tells of one without its version, as a connector does of a delete; 0: of none.</summary>
    public int UnversionedEvery { get; init; }

    /// <summary>How long the journal takes to persist an append.</summary>
    public long PersistTime { get; init; } = 600_000;

    /// <summary>How long the run goes on after the workload has ended, for invalidations under way.</summary>
    public long Drain { get; init; } = 500 * Durations.Millisecond;
}
