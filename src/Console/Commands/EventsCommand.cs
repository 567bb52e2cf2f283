using System.CommandLine;
using System.Globalization;
using System.Text.Json;

namespace AkkaCacheSim.Console.Commands;

/// <summary><c>events</c>: the event log, newest first; with <c>--follow</c>, as they come.</summary>
internal static class EventsCommand
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(200);

    public static Command Create()
    {
        var follow = new Option<bool>("--follow") { Description = "go on with new events as they come" };
        var command = new Command("events", "Show the event log, newest first") { follow };
        command.SetAction(async (parsed, cancel) =>
        {
            using var client = ControlClient.Open(parsed.GetValue(CommonOptions.Data)!);
            var json = parsed.GetValue(CommonOptions.Json);
            var events = await client.GetAsync<List<ClusterEventLine>>("/events", cancel);
            foreach (var line in Enumerable.Reverse(events)) Print(line, json);
            if (parsed.GetValue(follow)) await FollowAsync(client, events.Count == 0 ? 0 : events[^1].Number, json, cancel);
            return ExitCodes.Done;
        });
        return command;
    }

    private static async Task FollowAsync(ControlClient client, long last, bool json, CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(LookEvery);
        while (await timer.WaitForNextTickAsync(cancel))
        {
            foreach (var line in await client.GetAsync<List<ClusterEventLine>>($"/events?after={last}", cancel))
            {
                Print(line, json);
                last = line.Number;
            }
        }
    }

    private static void Print(ClusterEventLine line, bool json) => System.Console.Out.WriteLine(json
        ? JsonSerializer.Serialize(line, Json.OneLine)
        : string.Create(CultureInfo.InvariantCulture, $"{line.At.ToLocalTime():HH:mm:ss.fff}  {line.Kind,-8}  {line.Text}"));
}
