using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using AkkaCacheSim.Console.Tests.Support;

namespace AkkaCacheSim.Console.Tests.Live;

/// <summary>A cluster whose processes are not the console's children, as in containers: <c>up --external</c> and <c>role</c>.</summary>
[Collection(Clusters.Name)]
public sealed class ExternalTests : IDisposable
{
    private readonly RunningCluster _cluster = new();
    private readonly List<Process> _started = [];
    private readonly int _console;
    private readonly int _origin;

    public ExternalTests() => (_console, _origin) = FreePorts();

    public void Dispose()
    {
        foreach (var process in _started)
        {
            if (!process.HasExited) process.Kill();
            process.Dispose();
        }

        _cluster.Dispose();
    }

    [Fact]
    public async Task WhenTheConsoleAndThenANodeComeBack_ThenTheClusterIsTheOneThatItWas()
    {
        var console = Up();
        await Wait.Until(async () => await StatusAsync() is not null, "the console serves before anybody has come", RunningCluster.StartSeconds);
        Assert.Equal("down", Of((await StatusAsync())!.Value, "node-0"));
        var origin = Role("origin", _origin);
        var (coordinator, node, other) = (Role("coordinator-0"), Role("node-0"), Role("node-1"));
        await ReadyAsync();
        (await _cluster.RunAsync("set", "k", "v")).Succeeded();
        (await _cluster.RunAsync("configure", "ttl=7s")).Succeeded();
        (await _cluster.RunAsync("kill", "node-0")).Refused(2, "docker compose kill node-0");
        (await _cluster.RunAsync("down")).Refused(2, "docker compose down");

        // Killed: the one that comes back finds the others, and the settings that they have.
        console.Kill();
        await console.WaitForExitAsync(TestContext.Current.CancellationToken);
        console = Up();
        await ReadyAsync();
        var status = (await StatusAsync())!.Value;
        Assert.Equal((1, "7s"), (status.GetProperty("epoch").GetInt64(), status.GetProperty("settings").GetProperty("ttl").GetString()));
        Assert.InRange(status.GetProperty("requests").GetInt64(), 1, 1);
        Assert.Equal("v", await _cluster.ValueAsync("k"));

        // It leaves in good order, so that it is gone at once.
        await LeavesAsync(node);
        await Wait.Until(async () => Of((await StatusAsync())!.Value, "node-0") == "down", "node-0 is gone");
        Assert.Equal("v", await _cluster.ValueAsync("k"));
        node = Role("node-0");
        await ReadyAsync();
        foreach (var process in (Process[])[console, node, other, coordinator, origin]) await LeavesAsync(process);
    }

    [Fact]
    public async Task WhenTheClusterBeginsAnew_ThenItDoesSoUnderTheCommandLine()
    {
        var first = Up();
        await Wait.Until(async () => await StatusAsync() is not null, "the console serves", RunningCluster.StartSeconds);
        await LeavesAsync(first);
        Up("--ttl", "9s");

        // One that had read the settings before they were others hears of them.
        foreach (var name in (string[])["origin", "coordinator-0", "node-0", "node-1"]) Role(name);
        await ReadyAsync();
        var status = (await StatusAsync())!.Value;
        Assert.Equal((1, "9s"), (status.GetProperty("epoch").GetInt64(), status.GetProperty("settings").GetProperty("ttl").GetString()));
        Assert.All(status.GetProperty("members").EnumerateArray(), member => Assert.Equal(1, member.GetProperty("epoch").GetInt64()));
    }

    private Process Up(params string[] more) => Start(["up", "--external", "--port", Text(_console), "--join", $"127.0.0.1:{_origin}", "--nodes", "2", "--service-time", "0", .. more]);

    private Process Role(string name, int port = 0) => Start("role", name, "--port", Text(port), "--join", $"127.0.0.1:{_console},127.0.0.1:{_origin}");

    private Process Start(params string[] args)
    {
        var process = Cli.Start([.. args, "--data", _cluster.Data]);
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        _started.Add(process);
        return process;
    }

    private Task ReadyAsync() => Wait.Until(async () => (await StatusAsync())?.GetProperty("ready").GetBoolean() == true, "every member is ready", RunningCluster.StartSeconds);

    // Null while no console answers.
    private async Task<JsonElement?> StatusAsync() => await _cluster.RunAsync("status", "--json") is { ExitCode: 0 } status ? status.Json() : null;

    private static async Task LeavesAsync(Process process)
    {
        await OsProcesses.TerminateAsync(process.Id);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(40), TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
    }

    private static string? Of(JsonElement status, string name) => status.GetProperty("members").EnumerateArray()
        .Single(member => member.GetProperty("name").GetString() == name).GetProperty("status").GetString();

    // Both open at the same time, so that they differ.
    private static (int Console, int Origin) FreePorts()
    {
        using var one = new TcpListener(IPAddress.Loopback, 0);
        using var other = new TcpListener(IPAddress.Loopback, 0);
        one.Start();
        other.Start();
        return (((IPEndPoint)one.LocalEndpoint).Port, ((IPEndPoint)other.LocalEndpoint).Port);
    }

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}
