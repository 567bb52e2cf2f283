using System.CommandLine;
using System.Diagnostics;

namespace AkkaCacheSim.Console.Commands;

/// <summary><c>down</c>: stops the cluster and returns when it is gone.</summary>
internal static class DownCommand
{
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(30);

    public static Command Create()
    {
        var command = new Command("down", "Stop the cluster");
        command.SetAction(async (parsed, cancel) =>
        {
            var data = parsed.GetValue(CommonOptions.Data)!;
            using var client = ControlClient.Open(data);
            using var console = Find(client.Pid);
            await client.PostAsync<ProcessBody>("/down", new ProcessBody("console"), cancel);
            await WaitAsync(console, cancel);
            if (parsed.GetValue(CommonOptions.Json)) System.Console.Out.WriteLine(Json.Text(new { stopped = true }));
            return ExitCodes.Done;
        });
        return command;
    }

    private static Process? Find(int pid)
    {
        try
        {
            return Process.GetProcessById(pid);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static async Task WaitAsync(Process? console, CancellationToken cancel)
    {
        if (console is null) return;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Within);
        try
        {
            await console.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new LiveException($"the console process, {console.Id}, is still there after {Within.TotalSeconds:0} s");
        }
    }
}
