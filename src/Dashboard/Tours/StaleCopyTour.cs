using System.Globalization;
using AkkaCacheSim.Dashboard.Feed;

namespace AkkaCacheSim.Dashboard.Tours;

/// <summary>The stale copy: somebody writes behind the cache's back; a TTL does not notice, the database's log does.</summary>
internal static class StaleCopyTour
{
    private const string Key = "colour";

    private static readonly string[] Changed = ["invalidation", "ttl", "write", "protect"];

    public static Tour Create() => new(
        "The stale copy",
        "Somebody writes to the database behind the cache's back: who notices, and when?",
        [
            new("A copy", "Nothing but a TTL invalidates. blue is written through the cache, and read.",
                $"{Key} is in a slot of its node; the answer is a hit.", "Write blue and read it", BeginAsync) { Figure = Copies },
            new("Behind the cache's back", "An external writer changes the row to green in the database: it knows nothing of caches, and tells nobody.",
                "The row has a new version, and the copy is marked stale.", "External writer: green", (client, _, _, cancel) => TourCalls.BypassAsync(client, Key, "green", cancel)) { Figure = Copies },
            new("A stale read", "A reader asks the cache.", "The answer is a hit, and blue: right for the cache, wrong for the world, for as long as the TTL lasts.",
                "Read it", (client, _, _, cancel) => TourCalls.GetAsync(client, Key, cancel)) { Figure = Copies },
            new("Listen to the database", "With cdc the database's log goes through Kafka to an invalidator, which tells every node. Its start takes some seconds; the nodes begin empty.",
                "Kafka and the invalidator come up; the answer is green.", "Turn cdc on and read it", ListenAsync) { Figure = Copies },
            new("Behind its back again", "The external writer writes red.", "The stale mark vanishes with the copy, within milliseconds; the events say commit, then drop with the cause cdc.",
                "External writer: red", (client, _, _, cancel) => TourCalls.BypassAsync(client, Key, "red", cancel)) { Figure = Copies },
            new("A true read", "A reader asks again.", "A miss, and red. In the events, a click on the read shows its way.",
                "Read it", (client, _, _, cancel) => TourCalls.GetAsync(client, Key, cancel)) { Figure = Copies },
            new("Put it back", "The settings become what they were.", "Scenarios: bypass-writer counts the copies that stay stale, with explicit invalidation and with cdc.",
                "Put the settings back", (client, first, _, cancel) => TourCalls.PutBackAsync(client, first, Changed, cancel)),
        ]);

    private static async Task<string> BeginAsync(ControlClient client, ClusterSnapshot first, ClusterSnapshot now, CancellationToken cancel)
    {
        await TourCalls.ConfigureAsync(client, ["invalidation=ttl", "ttl=5m", "write=write-through", "protect=none"], cancel);
        await TourCalls.SetAsync(client, Key, "blue", cancel);
        return await TourCalls.GetAsync(client, Key, cancel);
    }

    private static async Task<string> ListenAsync(ControlClient client, ClusterSnapshot first, ClusterSnapshot now, CancellationToken cancel)
    {
        await TourCalls.ConfigureAsync(client, ["invalidation=cdc"], cancel);
        return await TourCalls.GetAsync(client, Key, cancel);
    }

    private static string Copies(ClusterSnapshot before, ClusterSnapshot now)
    {
        var copies = now.Contents.Nodes.SelectMany(node => node.Slots).Where(slot => slot.Key == Key).ToList();
        return string.Create(CultureInfo.InvariantCulture, $"Copies of {Key}: {copies.Count}, of which stale: {copies.Count(slot => slot.Stale)}; stale reads of this step: {Math.Max(0, now.Watch.StaleReads - before.Watch.StaleReads)}");
    }
}
