using System.Globalization;

namespace AkkaCacheSim.Dashboard.Events;

/// <summary>A line of the event log.</summary>
/// <param name="Id">What no other line has.</param>
/// <param name="At">When.</param>
/// <param name="Kind">What kind, one of <see cref="EventKinds.All"/>.</param>
/// <param name="Text">What happened.</param>
/// <param name="Line">What a process did, where it is that.</param>
public sealed record LoggedEvent(string Id, DateTimeOffset At, string Kind, string Text, WatchedLine? Line)
{
    /// <summary>Makes one of an event of the cluster.</summary>
    /// <param name="line">The event.</param>
    /// <returns>The line.</returns>
    public static LoggedEvent Of(ClusterEventLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return new LoggedEvent(string.Create(CultureInfo.InvariantCulture, $"c{line.Number}"), line.At, line.Kind, line.Text, null);
    }

    /// <summary>Makes one of what a process did.</summary>
    /// <param name="line">What it did.</param>
    /// <returns>The line.</returns>
    public static LoggedEvent Of(WatchedLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return new LoggedEvent(string.Create(CultureInfo.InvariantCulture, $"w{line.Number}"), line.At, line.Kind, WatchedText.Of(line), line);
    }
}
