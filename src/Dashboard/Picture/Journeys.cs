namespace AkkaCacheSim.Dashboard.Picture;

/// <summary>Makes journeys of what the processes have done. Lines of one batch help each other out: a read does not say which node missed, the fill after it does.</summary>
public sealed class Journeys
{
    private readonly Dictionary<string, string> _takers = [];
    private readonly Dictionary<string, string> _askers = [];
    private readonly Dictionary<string, string> _loaders = [];
    private readonly IReadOnlyDictionary<string, string> _holders;
    private readonly IReadOnlyList<WatchedLine> _lines;
    private readonly string _coordinator;
    private readonly string _invalidator;
    private readonly bool _writeBack;

    /// <param name="snapshotLines">The lines, oldest first.</param>
    /// <param name="status">The cluster.</param>
    /// <param name="holders">Which node holds a key, as far as it is known.</param>
    public Journeys(IReadOnlyList<WatchedLine> snapshotLines, StatusView status, IReadOnlyDictionary<string, string> holders)
    {
        ArgumentNullException.ThrowIfNull(snapshotLines);
        ArgumentNullException.ThrowIfNull(status);
        (_lines, _holders) = (snapshotLines, holders);
        _coordinator = First("coordinator");
        _invalidator = First("invalidator");
        _writeBack = status.Settings.GetValueOrDefault("write") == "write-back";
        foreach (var line in snapshotLines)
        {
            if (line.Key is not { } key) continue;
            if (line is { Kind: "copy", Node: { } node }) _takers[key] = node;
            if (line is { Kind: "load", By: { } loader }) _loaders[key] = loader;
            if (line is { Kind: "read" or "write", By: { } asker }) _askers[key] = asker;
        }

        string First(string role) => status.Members.FirstOrDefault(member => member.Role == role)?.Name ?? role;
    }

    /// <summary>All journeys of the lines, in their order.</summary>
    /// <returns>Fewer than lines: a load is seen in its read and its fill, a commit in its write.</returns>
    public IReadOnlyList<Journey> All() => [.. _lines.Select(Of).OfType<Journey>()];

    /// <summary>Chooses some of many journeys, each kind in its turn: what is rare is seen among what is frequent.</summary>
    /// <param name="journeys">The journeys.</param>
    /// <param name="most">How many at most.</param>
    /// <returns>Those chosen.</returns>
    public static IReadOnlyList<Journey> Few(IReadOnlyList<Journey> journeys, int most)
    {
        ArgumentNullException.ThrowIfNull(journeys);
        return journeys.Count <= most
            ? journeys
            : [.. journeys.GroupBy(journey => journey.Kind).SelectMany(kind => kind.Select((journey, turn) => (journey, turn))).OrderBy(chosen => chosen.turn).Take(Math.Max(0, most)).Select(chosen => chosen.journey)];
    }

    private Journey? Of(WatchedLine line) => line.Kind switch
    {
        "read" => Read(line),
        "write" => Write(line),
        "copy" => Fill(line),
        "drop" => Drop(line),
        "commit" when _writeBack => new Journey(MarkKind.Flush, [OwnerOf(line.Key) ?? Stops.Nodes, Stops.Origin]),
        _ => null,
    };

    private Journey Read(WatchedLine line) => line.Outcome switch
    {
        "hit" => Round(line.StalenessMs is null ? MarkKind.Hit : MarkKind.Stale, line, line.Node, null),
        "stale" => Round(MarkKind.Stale, line, line.Node, null),
        "coalesced" => Round(MarkKind.Coalesced, line, line.Node, null),
        "miss" => Round(MarkKind.Miss, line, line.Node ?? OwnerOf(line.Key), Stops.Origin),
        "failover" => Round(MarkKind.Miss, line, null, Stops.Origin),
        _ => Round(MarkKind.Failure, line, line.Node, null),
    };

    private Journey Write(WatchedLine line)
    {
        if (line.Outcome is not ("stored" or "deleted")) return Round(MarkKind.Failure, line, line.Node, null);
        return _writeBack ? Round(MarkKind.Write, line, line.Node ?? OwnerOf(line.Key) ?? Stops.Nodes, null) : Round(MarkKind.Write, line, null, Stops.Origin);
    }

    // There and back again.
    private static Journey Round(MarkKind kind, WatchedLine line, string? node, string? origin)
    {
        List<string> stops = [Stops.Client];
        if (line.By is { } coordinator) stops.Add(coordinator);
        if (node is not null) stops.Add(node);
        if (origin is not null) stops.Add(origin);
        if (line.By is { } back && stops[^1] != back) stops.Add(back);
        stops.Add(Stops.Client);
        return new Journey(kind, stops);
    }

    // A node that loads for itself has its copy from the origin; else a coordinator brings it.
    private Journey? Fill(WatchedLine line) => line is not { Key: { } key, Node: { } node }
        ? null
        : new Journey(MarkKind.Fill, [_loaders.GetValueOrDefault(key) == node ? Stops.Origin : AskerOf(key), node]);

    private Journey? Drop(WatchedLine line) => (line.Cause, line.Node) switch
    {
        (_, null) => null,
        ("evicted", { } node) => new Journey(MarkKind.Eviction, [node], Leaves: true),
        ("ttl", { } node) => new Journey(MarkKind.Expiry, [node], Leaves: true),
        ("moved", { } node) => new Journey(MarkKind.Moved, [node], Leaves: true),
        ("explicit" or "deleted", { } node) => new Journey(MarkKind.Invalidation, [AskerOf(line.Key), node], Leaves: true),
        ("cdc", { } node) => new Journey(MarkKind.Invalidation, [Stops.Origin, Stops.Log, Stops.Kafka, _invalidator, node], Leaves: true),
        ("gap", { } node) => new Journey(MarkKind.Invalidation, [_invalidator, node], Leaves: true),
        _ => null,
    };

    private string AskerOf(string? key)
    {
        if (key is null) return _coordinator;
        return _askers.TryGetValue(key, out var asker) ? asker : _loaders.GetValueOrDefault(key, _coordinator);
    }

    private string? OwnerOf(string? key)
    {
        if (key is null) return null;
        return _takers.TryGetValue(key, out var taker) ? taker : _holders.GetValueOrDefault(key);
    }
}
