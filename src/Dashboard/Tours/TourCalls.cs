using AkkaCacheSim.Dashboard.Controls;
using AkkaCacheSim.Dashboard.Feed;

namespace AkkaCacheSim.Dashboard.Tours;

/// <summary>What the tours' buttons do; each says in a line what came of it.</summary>
internal static class TourCalls
{
    public static async Task<string> ConfigureAsync(ControlClient client, IReadOnlyList<string> changes, CancellationToken cancel)
    {
        var view = await client.PostAsync<ConfigureView>("/configure", new ConfigureBody(changes), cancel);
        return view.Changed.Count == 0 ? "Everything was so already." : view.Line();
    }

    public static Task<string> GetAsync(ControlClient client, string key, CancellationToken cancel) => RequestAsync(client, "/request", new RequestBody("get", key, null), cancel);

    public static Task<string> SetAsync(ControlClient client, string key, string value, CancellationToken cancel) => RequestAsync(client, "/request", new RequestBody("set", key, value), cancel);

    public static Task<string> DeleteAsync(ControlClient client, string key, CancellationToken cancel) => RequestAsync(client, "/request", new RequestBody("del", key, null), cancel);

    public static Task<string> BypassAsync(ControlClient client, string key, string value, CancellationToken cancel) => RequestAsync(client, "/bypass", new RequestBody("set", key, value), cancel);

    public static async Task<string> OnMemberAsync(ControlClient client, string path, string name, CancellationToken cancel)
    {
        var member = await client.PostAsync<MemberView>(path, new ProcessBody(name), cancel);
        return $"{member.Name} is {member.Status}.";
    }

    /// <summary>Gives settings the values that they had when the tour began.</summary>
    public static async Task<string> PutBackAsync(ControlClient client, ClusterSnapshot first, IReadOnlyList<string> names, CancellationToken cancel)
    {
        var before = first.Status.Settings;

        // With a protection goes what was set of it.
        var ofProtections = names.Contains("protect")
            ? Policies.Groups.SelectMany(group => group.Policies).Where(policy => policy.Need is { Setting: "protect" } need && need.Met(before)).Select(policy => policy.Name)
            : [];
        return await ConfigureAsync(client, [.. names.Concat(ofProtections).Select(name => $"{name}={before[name]}")], cancel);
    }

    private static async Task<string> RequestAsync(ControlClient client, string path, RequestBody body, CancellationToken cancel)
    {
        var view = await client.PostAsync<RequestView>(path, body, cancel);
        var who = path == "/bypass" ? "external writer: " : "";
        return $"{who}{body.Op} {view.Key}: {view.Value ?? "(nil)"} ({view.Line()})";
    }
}
