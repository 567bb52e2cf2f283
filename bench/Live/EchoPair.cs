using System.Diagnostics;
using Akka.Actor;

namespace AkkaCacheSim.Bench.Live;

/// <summary>A client here, and a server in a second process of this program.</summary>
internal sealed class EchoPair : IAsyncDisposable
{
    private readonly ActorSystem _system = EchoSystem.Start();
    private readonly Process _process;
    private readonly string _server;

    private EchoPair(Process process, string server)
    {
        _process = process;
        _server = server;
    }

    public static async Task<EchoPair> StartAsync()
    {
        var start = new ProcessStartInfo("dotnet", [typeof(EchoPair).Assembly.Location, EchoServer.Argument])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        var process = Process.Start(start) ?? throw new InvalidOperationException("the echo server could not be started");
        var address = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("the echo server said nothing");
        return new EchoPair(process, address);
    }

    public Task<EchoResult> RunAsync(EchoLoad load)
    {
        var done = new TaskCompletionSource<EchoResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        _system.ActorOf(Props.Create(() => new EchoClient(_server, load, done)));
        return done.Task;
    }

    public async ValueTask DisposeAsync()
    {
        await _system.Terminate();
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
