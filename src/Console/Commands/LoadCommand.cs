using System.CommandLine;
using System.Diagnostics;
using AkkaCacheSim.Console.Live;
using AkkaCacheSim.Console.Output;

namespace AkkaCacheSim.Console.Commands;

/// <summary><c>load</c>: a load on a running cluster, until it has ended or is told to stop; <c>load stop</c> and <c>load status</c> from elsewhere.</summary>
internal static class LoadCommand
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(100);

    // The last requests have their deadlines, and a coordinator that does not answer is removed.
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(60);

    public static Command Create()
    {
        var stop = new Command("stop", "End the load, and show what it has measured");
        stop.SetAction(StopAsync);
        var status = new Command("status", "Show how the load is getting on");
        status.SetAction(StatusAsync);
        var command = new Command("load", "Put load on a running cluster, until it has ended or Ctrl-C") { stop, status }.WithWorkload();
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        List<string> options = [.. WorkloadOption.All.Where(option => parsed.GetValue(option.Option) is not null).Select(option => $"{option.Name}={parsed.GetValue(option.Option)}")];

        // A slip of the pen is told without a cluster.
        _ = LoadOptions.Read(options);
        using var client = ControlClient.Open(parsed.GetValue(CommonOptions.Data)!);
        using var signals = StopSignals.ForCommand();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel, signals.Token);
        await client.PostAsync<LoadStateView>("/load", new LoadBody(options), CancellationToken.None);
        return Show(parsed, await RunProgress.ShowAsync("load", progress => EndAsync(client, progress, stop.Token)));
    }

    private static async Task<int> StopAsync(ParseResult parsed, CancellationToken cancel)
    {
        using var client = ControlClient.Open(parsed.GetValue(CommonOptions.Data)!);
        if (!(await client.GetAsync<LoadStateView>("/load", cancel)).Running) return CommandLine.Say(ExitCodes.Failed, "load stop: no load runs");
        return Show(parsed, await RunProgress.ShowAsync("load", progress => EndAsync(client, progress, new CancellationToken(canceled: true))));
    }

    private static async Task<int> StatusAsync(ParseResult parsed, CancellationToken cancel)
    {
        using var client = ControlClient.Open(parsed.GetValue(CommonOptions.Data)!);
        var state = await client.GetAsync<LoadStateView>("/load", cancel);
        if (parsed.GetValue(CommonOptions.Json))
        {
            System.Console.Out.WriteLine(Json.Text(state));
            return ExitCodes.Done;
        }

        System.Console.Out.WriteLine($"{state.Phase}, {Figures.Count(state.Requests)} requests{(state.Error is { } error ? ": " + error : "")}");
        if (state.Options.Count > 0) System.Console.Out.WriteLine(string.Join("  ", state.Options.Select(option => $"{option.Key}={option.Value}")));
        if (state.Figures is { } figures) Print(figures);
        return ExitCodes.Done;
    }

    // Waits for its end, and brings it about when told to: the cluster is asked once, and answers when the last requests have ended.
    private static async Task<LoadStateView> EndAsync(ControlClient client, RunProgress progress, CancellationToken stop)
    {
        long? toldAt = null;
        while (true)
        {
            if (toldAt is null && stop.IsCancellationRequested)
            {
                toldAt = Stopwatch.GetTimestamp();
                await client.PostAsync<LoadStateView>("/load/stop", new { }, CancellationToken.None);
            }

            var state = await client.GetAsync<LoadStateView>("/load", CancellationToken.None);
            progress.Say(System.Console.IsErrorRedirected ? state.Phase : $"{state.Phase}, {Figures.Count(state.Requests)} requests");
            progress.At(state.Progress);
            if (!state.Running) return state;
            if (toldAt is { } told && Stopwatch.GetElapsedTime(told) > StopWithin) throw new LiveException($"load: it has not ended within {StopWithin.TotalSeconds:0} s; 'load status' shows how it is getting on");
            await Task.Delay(LookEvery, toldAt is null ? stop : CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static int Show(ParseResult parsed, LoadStateView state)
    {
        if (state.Error is { } error) throw new LiveException($"load: {error}");
        if (parsed.GetValue(CommonOptions.Json)) System.Console.Out.WriteLine(Json.Text(state));
        else if (state.Figures is { } figures) Print(figures);
        return ExitCodes.Done;
    }

    private static void Print(LoadFigures figures)
    {
        var table = new TextTable("requests", "requests/s", "reads", "writes", "bypass", "errors", "shed", "hit rate", "hit p50/p99 ms", "miss p50/p99 ms", "write p50/p99 ms");
        table.Add(
            Figures.Count(figures.Requests),
            figures.RequestsPerSecond is { } rate ? Figures.Count((long)Math.Round(rate)) : "-",
            Figures.Count(figures.Reads),
            Figures.Count(figures.Writes),
            Figures.Count(figures.BypassWrites),
            Figures.Count(figures.Errors),
            Figures.Count(figures.Shed),
            figures.HitRate is { } hits ? Figures.Share(hits) : "-",
            Figures.Pair(figures.LatencyMs.Hit.P50, figures.LatencyMs.Hit.P99),
            Figures.Pair(figures.LatencyMs.Miss.P50, figures.LatencyMs.Miss.P99),
            Figures.Pair(figures.LatencyMs.Write.P50, figures.LatencyMs.Write.P99));
        table.Print();
        foreach (var coordinator in figures.Missing) System.Console.Out.WriteLine($"{coordinator} died; its figures are missing");
    }
}
