using System.Collections.Immutable;

namespace AkkaCacheSim.Dashboard.Events;

/// <summary>Which events are shown.</summary>
/// <param name="Hidden">The kinds that are not.</param>
/// <param name="Key">What a key, or the text of a cluster's event, has in it; empty for any.</param>
public sealed record EventFilter(ImmutableHashSet<string> Hidden, string Key)
{
    /// <summary>How many events are shown at most.</summary>
    public const int Most = 100;

    /// <summary>The one that shows everything.</summary>
    public static EventFilter None { get; } = new([], string.Empty);

    /// <summary>The same with a kind shown or not.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="shown">Whether it is shown.</param>
    /// <returns>Another filter.</returns>
    public EventFilter With(string kind, bool shown) => this with { Hidden = shown ? Hidden.Remove(kind) : Hidden.Add(kind) };

    /// <summary>Puts both kinds of events in one row.</summary>
    /// <param name="events">Those of the cluster, newest first.</param>
    /// <param name="lines">What processes did, oldest first.</param>
    /// <returns>Those that are shown, newest first, at most <see cref="Most"/>.</returns>
    public IReadOnlyList<LoggedEvent> Apply(IReadOnlyList<ClusterEventLine> events, IReadOnlyList<WatchedLine> lines)
    {
        ArgumentNullException.ThrowIfNull(events);
        ArgumentNullException.ThrowIfNull(lines);
        var cluster = events.Where(line => Shows(line.Kind, line.Text)).Take(Most).Select(LoggedEvent.Of);
        var requests = lines.Reverse().Where(line => Shows(line.Kind, line.Key)).Take(Most).Select(LoggedEvent.Of);
        return [.. cluster.Concat(requests).OrderByDescending(line => line.At).Take(Most)];
    }

    // What has no key concerns every key.
    private bool Shows(string kind, string? text) =>
        !Hidden.Contains(kind) && (Key.Length == 0 || text is null || text.Contains(Key, StringComparison.Ordinal));
}
