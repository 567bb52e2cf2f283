using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace AkkaCacheSim.Console.Output;

/// <summary>Prints what the processes of a cluster do, as they do it.</summary>
internal static class WatchedOutput
{
    private static readonly TimeSpan AskEvery = TimeSpan.FromMilliseconds(200);

    // Whoever does not follow gets what happens within this.
    private static readonly TimeSpan LookFor = TimeSpan.FromSeconds(2);

    /// <summary>Prints lines from now on, oldest first, and at the end how much was left out.</summary>
    /// <param name="client">The cluster.</param>
    /// <param name="follow">Until the end, rather than for two seconds.</param>
    /// <param name="json">As JSON lines.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> FollowAsync(ControlClient client, bool follow, bool json, CancellationToken cancel)
    {
        var view = await client.GetAsync<WatchView>("/watch", cancel);
        var (began, watch) = (view.Last, Stopwatch.StartNew());
        using var timer = new PeriodicTimer(AskEvery);
        while (follow || watch.Elapsed < LookFor)
        {
            await timer.WaitForNextTickAsync(cancel);
            view = await client.GetAsync<WatchView>($"/watch?after={view.Last}", cancel);
            foreach (var line in view.Lines) System.Console.Out.WriteLine(json ? JsonSerializer.Serialize(line, Json.OneLine) : Text(line));
        }

        if (!json && view.Last == began) System.Console.Error.WriteLine($"nothing happened within {LookFor.TotalSeconds:0} s; --follow waits for more");
        else if (!json && view.Shown < view.Seen) System.Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"a sample, by key: {view.Shown:N0} of {view.Seen:N0} since somebody began to watch"));
        return ExitCodes.Done;
    }

    private static string Text(WatchedLine line)
    {
        var parts = new List<string> { string.Create(CultureInfo.InvariantCulture, $"{line.At.ToLocalTime():HH:mm:ss.fff}  {line.Kind,-6}"), line.Key ?? "(everything)" };
        if (line.Outcome is not null) parts.Add(line.Outcome);
        if (line.Cause is not null) parts.Add(line.Cause);
        if (line.Version is { } version) parts.Add(string.Create(CultureInfo.InvariantCulture, $"version {version}"));
        if (line.By is not null) parts.Add("by " + line.By);
        if (line.Node is not null) parts.Add("at " + line.Node);
        if (line.EndMs > line.StartMs) parts.Add(string.Create(CultureInfo.InvariantCulture, $"{line.EndMs - line.StartMs:0.0} ms"));
        if (line.StalenessMs is { } staleness) parts.Add(string.Create(CultureInfo.InvariantCulture, $"stale for {staleness:0.0} ms"));
        return string.Join("  ", parts);
    }
}
