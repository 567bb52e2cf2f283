using System.Text.Json;
using AkkaCacheSim.Console.Tests.Support;

namespace AkkaCacheSim.Console.Tests.Live;

/// <summary>A detached cluster in a folder of its own. Whatever becomes of the test, nothing of it is left running.</summary>
public sealed class RunningCluster : IDisposable
{
    /// <summary>How long a start may take; the machine may be busy with other things.</summary>
    public const double StartSeconds = 100;

    private readonly ProcessFolder _folder = new();

    public string Data => _folder.PathOf("data");

    /// <summary>Starts a cluster.</summary>
    /// <param name="options">Settings.</param>
    /// <returns>The cluster, serving, and what <c>up</c> printed.</returns>
    internal static async Task<(RunningCluster Cluster, JsonElement Up)> StartAsync(params string[] options)
    {
        var cluster = new RunningCluster();
        try
        {
            var up = await Cli.RunAsync(StartSeconds, ["up", "--detach", "--json", "--data", cluster.Data, .. options]);
            return (cluster, up.Json());
        }
        catch
        {
            cluster.Dispose();
            throw;
        }
    }

    /// <summary>Starts it again, on the same folder.</summary>
    internal async Task<JsonElement> UpAsync(params string[] options) => (await Cli.RunAsync(StartSeconds, ["up", "--detach", "--json", "--data", Data, .. options])).Json();

    /// <summary>Runs a command on it.</summary>
    internal Task<CliResult> RunAsync(params string[] args) => Cli.RunAsync([.. args, "--data", Data]);

    /// <summary>Runs a command that succeeds with JSON.</summary>
    internal async Task<JsonElement> JsonAsync(params string[] args) => (await RunAsync([.. args, "--json"])).Json();

    internal Task<JsonElement> StatusAsync() => JsonAsync("status");

    internal async Task<string?> ValueAsync(string key) => (await JsonAsync("get", key)).GetProperty("value").GetString();

    internal Task ReadyAsync() => Wait.Until(async () => (await StatusAsync()).GetProperty("ready").GetBoolean(), "the cluster is ready again", 60);

    /// <summary>Process ids by name.</summary>
    internal static Dictionary<string, int> Pids(JsonElement status) => status.GetProperty("members").EnumerateArray()
        .ToDictionary(member => member.GetProperty("name").GetString()!, member => member.GetProperty("pid").GetInt32());

    /// <summary>Waits until none of some processes lives, nor any other of this cluster.</summary>
    internal async Task GoneAsync(IEnumerable<int> pids, double seconds)
    {
        var left = pids.ToList();
        await Wait.Until(() => !left.Exists(OsProcesses.Lives) && OsProcesses.Of(Data).Count == 0, "every process has left", seconds);
    }

    public void Dispose() => _folder.Dispose();
}
