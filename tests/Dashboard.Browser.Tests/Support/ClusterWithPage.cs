using System.Globalization;
using System.Text.Json;

namespace AkkaCacheSim.Dashboard.Browser.Tests.Support;

/// <summary>One cluster of processes, with its page, for the tests of a collection. Each test brings keys of its own, and finds the cluster as it was started but for its contents.</summary>
/// <param name="chromium">The browser; without one no cluster is started.</param>
public sealed class ClusterWithPage(Chromium chromium) : IAsyncLifetime
{
    private static readonly string[] Options = ["--ttl", "none"];
    private static readonly string[] Settings = ["placement=modulo", "read=cache-aside", "write=write-through", "eviction=lru", "invalidation=ttl", "protect=none", "ttl=none"];

    private RunningCluster? _cluster;
    private ControlClient? _client;

    /// <summary>Where the page is.</summary>
    public Uri Url { get; private set; } = null!;

    internal RunningCluster Cluster => _cluster!;

    /// <summary>What the page itself uses, to prepare what a test wants to see.</summary>
    internal ControlClient Client => _client!;

    public async ValueTask InitializeAsync()
    {
        if (!chromium.IsInstalled) return;
        (_cluster, var up) = await RunningCluster.StartAsync(["--dashboard-port", "0", .. Options]);
        Served(up);
    }

    /// <summary>Mends whatever the test before left broken.</summary>
    internal async Task MendAsync()
    {
        var cancel = TestContext.Current.CancellationToken;
        if ((await Client.GetAsync<LoadStateView>("/load", cancel)).Running) await Client.PostAsync<LoadStateView>("/load/stop", new { }, cancel);
        foreach (var member in (await Client.GetAsync<StatusView>("/status", cancel)).Members.Where(member => member.Status != "up"))
        {
            await Client.PostAsync<MemberView>("/restart", new ProcessBody(member.Name), cancel);
        }

        // A paused process would not answer that.
        await Client.PostAsync<LinksView>("/heal", new { }, cancel);
        await Cluster.ReadyAsync();
        await Client.PostAsync<ConfigureView>("/configure", new ConfigureBody(Settings), cancel);
    }

    /// <summary>The node that a key lands on.</summary>
    internal async Task<string> OwnerAsync(string key) => (await Client.GetAsync<PlacementView>("/placement?key=" + key, TestContext.Current.CancellationToken)).Key!.Node;

    /// <summary>Some keys that land on a node.</summary>
    internal async Task<List<string>> KeysOfAsync(string node, int count)
    {
        List<string> keys = [];
        for (var i = 0; keys.Count < count; i++)
        {
            var key = string.Create(CultureInfo.InvariantCulture, $"of-{node}-{i}");
            if (await OwnerAsync(key) == node) keys.Add(key);
        }

        return keys;
    }

    /// <summary>Starts it again after <c>down</c>, with the page where it was.</summary>
    internal async Task UpAgainAsync() => Served(await Cluster.UpAsync(["--dashboard-port", Url.Port.ToString(CultureInfo.InvariantCulture), .. Options]));

    public ValueTask DisposeAsync()
    {
        _client?.Dispose();
        _cluster?.Dispose();
        return ValueTask.CompletedTask;
    }

    private void Served(JsonElement up)
    {
        Url = new Uri(up.GetProperty("dashboard").GetString()!);
        _client?.Dispose();
        _client = ControlClient.Open(Cluster.Data);
    }
}
