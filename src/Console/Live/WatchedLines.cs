using AkkaCacheSim.Core.History;
using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Settings;

namespace AkkaCacheSim.Console.Live;

/// <summary>Makes lines for people of a history's lines.</summary>
internal static class WatchedLines
{
    /// <param name="number">The line's number.</param>
    /// <param name="process">Whose line it is.</param>
    /// <param name="line">The line.</param>
    /// <param name="at">When it ended.</param>
    /// <param name="stalenessMs">For how long a read's value had been out of date; null when it had not.</param>
    public static WatchedLine Of(long number, Address process, in HistoryLine line, DateTimeOffset at, double? stalenessMs) => new(
        number,
        line.Kind.ToString().ToLowerInvariant(),
        at,
        Milliseconds(IsMoment(line) ? line.End : line.Start),
        Milliseconds(line.End),
        line.Key,
        IsMoment(line) ? null : process.Name,
        line.Node.Role == Role.None ? null : line.Node.Name,
        line.Outcome == Outcome.None ? null : line.Outcome.ToString().ToLowerInvariant(),
        VersionOf(line),
        line.Cause,
        stalenessMs);

    // Copies and drops have but a moment, and nobody beside the node.
    private static bool IsMoment(in HistoryLine line) => line.Kind is HistoryKind.Copy or HistoryKind.Drop;

    // Where nothing was read or written there is none; a read of a key that never existed has version 0.
    private static long? VersionOf(in HistoryLine line) => line.Kind switch
    {
        HistoryKind.Load => null,
        HistoryKind.Drop when line.Key is null => null,
        HistoryKind.Read when line.Outcome is Outcome.Error or Outcome.Shed or Outcome.Timeout or Outcome.Refused => null,
        HistoryKind.Write => line.Version > 0 ? line.Version : null,
        _ => line is { Version: 0, WriteId: > 0 } ? null : line.Version,
    };

    private static double Milliseconds(long ns) => Math.Round(ns / (double)Durations.Millisecond, 6);
}
