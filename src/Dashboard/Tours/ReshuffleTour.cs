using System.Globalization;
using AkkaCacheSim.Dashboard.Feed;

namespace AkkaCacheSim.Dashboard.Tours;

/// <summary>The reshuffle: a node dies, and keys change their owners: nearly all of them with modulo, a node's share with a ring.</summary>
internal static class ReshuffleTour
{
    private const int Keys = 16;

    private static readonly string[] Changed = ["placement", "hash", "weights", "ttl"];

    public static Tour Create() => new(
        "The reshuffle",
        "A node dies: which keys lose their copies, with modulo and with a ring?",
        [
            new("Fill the nodes", $"Placement by modulo, copies that live long, and a steady load of {Keys} keys.",
                "The nodes fill up, and the hit rate climbs to 100 %.", "Start the load", StartAsync) { Figure = HitRate },
            new("Kill a node, modulo", "The last node is killed. For some seconds its keys' readers time out and go to the origin; then the cluster gives it up, and every owner is reckoned anew: hash mod 3 in place of hash mod 4.",
                "Nearly all slots are emptied, also on nodes that live: drops with the cause moved. The origin pays for it.", "Kill the last node", KillAsync) { Figure = Moved },
            new("Let it come back, with a ring", "The node is started again, and placement becomes a ring: points on a circle, each key with the next point.",
                "The placement's drawing. Wait until the node is up and the hit rate is back.", "Restart it, placement ring", RingAsync) { Figure = HitRate },
            new("Kill it again, ring", "The same node dies the same death.",
                "Only the dead node's own keys go elsewhere. The copies of the others stay where they are.", "Kill the last node again", KillAsync) { Figure = Moved },
            new("Put it back", "The node comes back, the load ends, and the settings become what they were.",
                "Scenarios: node-failure counts the keys that move with every placement.", "Put everything back", PutBackAsync),
        ]);

    private static async Task<string> StartAsync(ControlClient client, ClusterSnapshot first, ClusterSnapshot now, CancellationToken cancel)
    {
        var line = await TourCalls.ConfigureAsync(client, ["placement=modulo", "hash=xxh3", "weights=none", "ttl=10m"], cancel);
        await client.PostAsync<LoadStateView>("/load", new LoadBody(["rate=60", $"keys={Keys}", "theta=0", "write-share=0", "bypass-share=0"]), cancel);
        return line;
    }

    private static Task<string> KillAsync(ControlClient client, ClusterSnapshot first, ClusterSnapshot now, CancellationToken cancel)
    {
        var nodes = Nodes(now).Where(node => node.Status == "up").ToList();
        return nodes.Count < 2 ? throw new LiveException("kill: a cluster with two nodes that are up was expected") : TourCalls.OnMemberAsync(client, "/kill", nodes[^1].Name, cancel);
    }

    private static async Task<string> RingAsync(ControlClient client, ClusterSnapshot first, ClusterSnapshot now, CancellationToken cancel)
    {
        var line = await ReviveAsync(client, now, cancel);
        return $"{line} {await TourCalls.ConfigureAsync(client, ["placement=ring"], cancel)}";
    }

    private static async Task<string> PutBackAsync(ControlClient client, ClusterSnapshot first, ClusterSnapshot now, CancellationToken cancel)
    {
        await client.PostAsync<LoadStateView>("/load/stop", new { }, cancel);
        var line = await ReviveAsync(client, now, cancel);
        return $"{line} {await TourCalls.PutBackAsync(client, first, Changed, cancel)}";
    }

    private static async Task<string> ReviveAsync(ControlClient client, ClusterSnapshot now, CancellationToken cancel)
    {
        var line = string.Empty;
        foreach (var node in Nodes(now).Where(node => node.Status.StartsWith("down", StringComparison.Ordinal))) line += await TourCalls.OnMemberAsync(client, "/restart", node.Name, cancel);
        return line;
    }

    private static IEnumerable<MemberView> Nodes(ClusterSnapshot now) => now.Status.Members.Where(member => member.Role == "node");

    /// <summary>Where the keys' copies are now, of those that had one before.</summary>
    internal static string Moved(ClusterSnapshot before, ClusterSnapshot now)
    {
        var (were, are) = (Owners(before.Contents), Owners(now.Contents));
        var moved = were.Count(copy => are.TryGetValue(copy.Key, out var node) && node != copy.Value);
        var gone = were.Count(copy => !are.ContainsKey(copy.Key));
        return string.Create(CultureInfo.InvariantCulture, $"Of {were.Count} copies {moved} are on another node now and {gone} are gone; {now.Status.Origin.Reads - before.Status.Origin.Reads:#,##0} origin reads.");
    }

    private static Dictionary<string, string> Owners(ContentsView contents) =>
        contents.Nodes.SelectMany(node => node.Slots.Select(slot => (slot.Key, node.Node))).DistinctBy(copy => copy.Key).ToDictionary(copy => copy.Key, copy => copy.Node);

    private static string HitRate(ClusterSnapshot before, ClusterSnapshot now) =>
        now.History.Count > 0 && now.History[^1].HitRate is { } rate ? string.Create(CultureInfo.InvariantCulture, $"Hit rate in the last second: {rate * 100:0} %") : "No reads yet.";
}
