using System.CommandLine;
using System.Runtime.InteropServices;
using AkkaCacheSim.Console.Control;
using AkkaCacheSim.Console.Live;
using AkkaCacheSim.Core.Settings;

namespace AkkaCacheSim.Console.Commands;

/// <summary><c>up</c>: starts a cluster and serves until it is told to stop.</summary>
internal static class UpCommand
{
    public static Command Create()
    {
        var detach = new Option<bool>("--detach") { Description = "return when it serves, and leave it running" };
        var background = new Option<bool>("--background") { Hidden = true };
        var command = new Command("up", "Start a cluster") { detach, background, CommonOptions.Bind }.WithSettings();
        command.SetAction(async (parsed, _) =>
        {
            var settings = SettingOption.Read(parsed, new SimSettings());
            return parsed.GetValue(detach)
                ? await DetachedUp.RunAsync(parsed, settings)
                : await ServeAsync(parsed, settings, parsed.GetValue(background));
        });
        return command;
    }

    private static async Task<int> ServeAsync(ParseResult parsed, SimSettings settings, bool background)
    {
        using var stop = new StopSignals(PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP);
        if (background) Posix.LeaveTerminal();
        var folder = DataFolder.Take(parsed.GetValue(CommonOptions.Data)!);
        var bind = parsed.GetValue(CommonOptions.Bind)!;
        await using var cluster = await LiveCluster.StartAsync(folder, settings, bind, record: false, Say, stop.Token);
        await using var api = await ControlApi.StartAsync(cluster, folder.FullPath, stop.Stop);
        if (background) Silence();
        else await StatusCommand.PrintUpAsync(cluster, parsed.GetValue(CommonOptions.Json));
        if (!background) Say("press Ctrl-C to stop");
        await Task.WhenAny(WhenCancelledAsync(stop.Token), cluster.Ended);
        if (!stop.Token.IsCancellationRequested) throw new LiveException("the console was downed by the split-brain resolver; the cluster is stopped");
        if (!background) Say("stopping");
        return ExitCodes.Done;
    }

    // Whoever started this process in the background has stopped listening.
    private static void Silence()
    {
        System.Console.SetOut(TextWriter.Null);
        System.Console.SetError(TextWriter.Null);
    }

    private static void Say(string line) => System.Console.Error.WriteLine(line);

    private static async Task WhenCancelledAsync(CancellationToken token)
    {
        var cancelled = new TaskCompletionSource();
        await using var registration = token.Register(() => cancelled.TrySetResult());
        await cancelled.Task;
    }
}
