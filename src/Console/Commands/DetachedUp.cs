using System.CommandLine;
using System.Diagnostics;
using AkkaCacheSim.Console.Live;
using AkkaCacheSim.Core.Settings;

namespace AkkaCacheSim.Console.Commands;

/// <summary><c>up --detach</c>: starts <c>up</c> as a process of its own and waits until it serves, or says why it does not.</summary>
internal static class DetachedUp
{
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(50);

    public static async Task<int> RunAsync(ParseResult parsed, SimSettings settings)
    {
        var data = Path.GetFullPath(parsed.GetValue(CommonOptions.Data)!);

        // Taken and given back: a folder in use or beyond use is said here and now, not by a child.
        DataFolder.Take(data).Dispose();
        File.Delete(ControlAddress.FileOf(data));
        using var child = Launch(parsed, settings, data);
        await WaitAsync(child, data);
        using var client = ControlClient.Open(data);
        var status = await client.GetAsync<StatusView>("/status", CancellationToken.None);
        StatusCommand.PrintUp(status, client.Dashboard, parsed.GetValue(CommonOptions.Json));
        return ExitCodes.Done;
    }

    private static Process Launch(ParseResult parsed, SimSettings settings, string data)
    {
        var start = Supervisor.Executable();
        foreach (var argument in (string[])["up", "--background", "--data", data, "--bind", parsed.GetValue(CommonOptions.Bind)!, "--port", parsed.GetValue(CommonOptions.Port)!]) start.ArgumentList.Add(argument);
        foreach (var argument in DashboardOptions.Arguments(parsed)) start.ArgumentList.Add(argument);
        foreach (var setting in SettingOption.All)
        {
            if (parsed.GetValue(setting.Option) is not { } value) continue;
            start.ArgumentList.Add(setting.Option.Name);

            // A command line can be read by everybody; the password is in the environment already.
            start.ArgumentList.Add(setting.Name == "origin" ? settings.Origin : value);
        }

        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        return Process.Start(start) ?? throw new LiveException("up: could not be started");
    }

    private static async Task WaitAsync(Process child, string data)
    {
        var last = string.Empty;
        child.ErrorDataReceived += (_, e) =>
        {
            if (e.Data is null) return;
            last = e.Data;

            // The last word of a child that fails is repeated as our own.
            if (!last.StartsWith("akkacachesim: ", StringComparison.Ordinal)) System.Console.Error.WriteLine(last);
        };
        child.BeginErrorReadLine();
        using var patience = new CancellationTokenSource(Within);
        using var timer = new PeriodicTimer(LookEvery);
        while (!File.Exists(ControlAddress.FileOf(data)))
        {
            if (child.HasExited)
            {
                await child.WaitForExitAsync(patience.Token);
                throw new LiveException(last.Replace("akkacachesim: ", string.Empty, StringComparison.Ordinal));
            }

            await timer.WaitForNextTickAsync(patience.Token);
        }
    }
}
