using System.Globalization;
using AkkaCacheSim.Dashboard.Feed;

namespace AkkaCacheSim.Dashboard.Tours;

/// <summary>The herd: everybody misses the same key at the same moment.</summary>
internal static class HerdTour
{
    private const int Readers = 200;
    private const string Key = "k0";

    private static readonly string[] Changed = ["protect", "ttl", "service-time"];

    public static Tour Create() => new(
        "The herd",
        $"{Readers} readers want one key that nobody has a copy of: how often is the database asked?",
        [
            new("Set the stage", "No protection, copies that live for a second, and an origin that takes 100 ms: each of its answers will be waited for.",
                "Policies: protect is none, ttl is 1s, service-time is 100ms.", "Set the stage",
                (client, _, _, cancel) => TourCalls.ConfigureAsync(client, ["protect=none", "ttl=1s", "service-time=100ms"], cancel)),
            new("The stampede", $"The row is written, its copy is dropped, and {Readers} readers ask for it in the same moment. Each of them misses, and each asks the origin.",
                "The origin's queries and busy connections, and the waiting behind them.", $"Send {Readers} readers", SendAsync) { Figure = OriginReads },
            new("Single-flight", "From now on the first reader that misses loads; those who come while it does wait for its answer. It knows its own process only: with several coordinators it is one load each.",
                "Policies: the toggle single-flight.", "Turn single-flight on",
                (client, _, _, cancel) => TourCalls.ConfigureAsync(client, ["protect=single-flight"], cancel)),
            new("The same herd again", $"The same {Readers} readers of the same missing key.",
                "The origin's queries: one more read for each coordinator. The others' outcome is coalesced.", $"Send {Readers} readers again", SendAsync) { Figure = OriginReads },
            new("Put it back", "The settings become what they were before the tour. The scenario stampede plays this with 1,000 readers and every protection, and checks the figures.",
                "Scenarios: choose stampede, virtual, and run it.", "Put the settings back",
                (client, first, _, cancel) => TourCalls.PutBackAsync(client, first, Changed, cancel)),
        ]);

    private static async Task<string> SendAsync(ControlClient client, ClusterSnapshot first, ClusterSnapshot now, CancellationToken cancel)
    {
        await TourCalls.DeleteAsync(client, Key, cancel);
        await client.PostAsync<LoadStateView>("/load", new LoadBody([$"concurrency={Readers}", $"requests={Readers}", "keys=1", "write-share=0", "bypass-share=0", "rest=1200ms"]), cancel);
        return $"{Readers} readers begin in a second.";
    }

    private static string OriginReads(ClusterSnapshot before, ClusterSnapshot now) =>
        string.Create(CultureInfo.InvariantCulture, $"Origin reads of this herd: {now.Status.Origin.Reads - before.Status.Origin.Reads:#,##0}");
}
