namespace AkkaCacheSim.Dashboard.Tests.Picture;

/// <summary>What a cluster says, as far as a test cares.</summary>
internal static class Views
{
    public static StatusView Status(string write = "write-through", string invalidation = "ttl", params MemberView[] members) => new(
        true,
        members.Length > 0 ? members : [Member("coordinator-0", "coordinator"), Member("node-0", "node"), Member("node-1", "node"), Member("origin", "origin"), Member("invalidator-0", "invalidator")],
        new Dictionary<string, long>(),
        0,
        null,
        0,
        0,
        new OriginView(0, 0, 0, 0, 0, 0, 0),
        new Dictionary<string, string> { ["write"] = write, ["invalidation"] = invalidation, ["slots"] = "8", ["capacity"] = "none" },
        0);

    public static MemberView Member(string name, string role, string status = "up", params (string Name, long Value)[] figures) =>
        new(name, role, 1, status, figures.ToDictionary(figure => figure.Name, figure => figure.Value));

    public static WatchedLine Line(string kind, string? key, string? by = null, string? node = null, string? outcome = null, string? cause = null, double? stalenessMs = null) =>
        new(1, kind, DateTimeOffset.UnixEpoch, 0, 1, key, by, node, outcome, 1, cause, stalenessMs);

    public static WatchView Watch(long seen, params WatchedLine[] lines) => new(lines.Length, seen, lines.Length, 0, null, null, lines);

    public static SlotView Slot(string key, bool dirty = false, bool stale = false) => new(key, "v", dirty ? null : 1, 5_000, dirty, stale);
}
