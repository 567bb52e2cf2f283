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
        var external = new Option<bool>("--external") { Description = "start no processes: others do, with 'role'; needs --port" };
        var join = new Option<string?>("--join") { Description = "with --external: HOST:PORT of members, with commas between them, that may be there already", HelpName = "HOST:PORT" };
        var command = new Command("up", "Start a cluster") { detach, background, external, join, CommonOptions.Bind, CommonOptions.Port }.WithDashboard().WithSettings();
        command.SetAction(async (parsed, _) =>
        {
            DashboardOptions.Check(parsed);
            var settings = SettingOption.Read(parsed, new SimSettings());
            var binding = CommonOptions.Binding(parsed);
            if (parsed.GetValue(external))
            {
                if (binding.Port == 0) throw new UsageException("--external: --port N was expected, which the other processes know");
                if (parsed.GetValue(detach)) throw new UsageException("--detach: not with --external, which waits for processes that others start");
                return await ServeExternalAsync(parsed, settings, binding, parsed.GetValue(join) is { } members ? Values.Members("--join", members) : []);
            }

            if (parsed.GetValue(join) is not null) throw new UsageException("--join: --external was expected as well");
            return parsed.GetValue(detach)
                ? await DetachedUp.RunAsync(parsed, settings)
                : await ServeAsync(parsed, settings, binding, parsed.GetValue(background));
        });
        return command;
    }

    private static async Task<int> ServeAsync(ParseResult parsed, SimSettings settings, Binding binding, bool background)
    {
        using var stop = new StopSignals(PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP);
        if (background) Posix.LeaveTerminal();
        var folder = DataFolder.Take(parsed.GetValue(CommonOptions.Data)!);
        await using var cluster = await LiveCluster.StartAsync(folder, settings, binding, record: false, Say, stop.Token);
        cluster.KeepAlive();
        await using var dashboard = await DashboardOptions.StartAsync(parsed, folder.FullPath, Say, stop.Token);
        await using var api = await ControlApi.StartAsync(cluster, folder.FullPath, dashboard?.Url, stop.Stop);
        if (background) Silence();
        else await StatusCommand.PrintUpAsync(cluster, dashboard?.Url, parsed.GetValue(CommonOptions.Json));
        if (!background) Say("press Ctrl-C to stop");
        await Task.WhenAny(WhenCancelledAsync(stop.Token), cluster.Ended);
        if (!stop.Token.IsCancellationRequested) throw new LiveException("the console was downed by the split-brain resolver; the cluster is stopped");
        if (!background) Say("stopping");
        return ExitCodes.Done;
    }

    // Serves before the others are there: they may come one by one, and go again.
    private static async Task<int> ServeExternalAsync(ParseResult parsed, SimSettings settings, Binding binding, IReadOnlyList<string> others)
    {
        using var stop = new StopSignals(PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP);
        var folder = DataFolder.Take(parsed.GetValue(CommonOptions.Data)!);
        await using var cluster = await LiveCluster.JoinAsync(folder, settings, binding, others, Say, stop.Token);
        await using var dashboard = await DashboardOptions.StartAsync(parsed, folder.FullPath, Say, stop.Token);
        await using var api = await ControlApi.StartAsync(cluster, folder.FullPath, dashboard?.Url, stop.Stop);
        await cluster.WaitForMembersAsync(stop.Token);
        if (!stop.Token.IsCancellationRequested) await StatusCommand.PrintUpAsync(cluster, dashboard?.Url, parsed.GetValue(CommonOptions.Json));
        await Task.WhenAny(WhenCancelledAsync(stop.Token), cluster.Ended);
        if (!stop.Token.IsCancellationRequested) throw new LiveException("the console was downed by the split-brain resolver; the other processes go on without it");
        Say("leaving; the other processes go on");
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
