using System.CommandLine;
using System.Globalization;
using AkkaCacheSim.Core.Settings;

namespace AkkaCacheSim.Console.Commands;

/// <summary><c>get</c>, <c>set</c> and <c>del</c>: one request through a coordinator; <c>bypass set</c> and <c>bypass del</c>: a write that it never hears of.</summary>
internal static class RequestCommands
{
    public static Command Get() => Create("/request", "get", "Read a key", withValue: false);

    public static Command Set() => Create("/request", "set", "Write a key", withValue: true);

    public static Command Del() => Create("/request", "del", "Delete a key", withValue: false);

    public static Command Bypass() => new("bypass", "Write to the database behind the cache's back, as a writer that never heard of it would")
    {
        Create("/bypass", "set", "Write a key in the database", withValue: true),
        Create("/bypass", "del", "Delete a key in the database", withValue: false),
    };

    private static Command Create(string path, string op, string help, bool withValue)
    {
        var key = new Argument<string>("KEY") { Description = $"the key, at most {Limits.KeyBytes} bytes" };
        var value = new Argument<string>("VALUE") { Description = $"the value, at most {Limits.ValueBytes} bytes" };
        var command = new Command(op, help) { key };
        if (withValue) command.Add(value);
        command.SetAction((parsed, cancel) => RunAsync(parsed, path, op, parsed.GetValue(key)!, withValue ? parsed.GetValue(value) : null, cancel));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, string path, string op, string key, string? value, CancellationToken cancel)
    {
        RequestCheck.Hold(op, key, value);
        using var client = ControlClient.Open(parsed.GetValue(CommonOptions.Data)!);
        var result = await client.PostAsync<RequestView>(path, new RequestBody(op, key, value), cancel);
        if (parsed.GetValue(CommonOptions.Json)) System.Console.Out.WriteLine(Json.Text(result));
        else if (result.Served) Print(result);
        return result.Served ? ExitCodes.Done : CommandLine.Say(ExitCodes.Failed, $"{op} {Short(key)}: {result.Why()}");
    }

    // A key may have a thousand characters; the line is for a person.
    private static string Short(string key) => key.Length <= 60 ? key : key[..60] + "…";

    private static void Print(RequestView result)
    {
        System.Console.Out.WriteLine(result.Value ?? "(nil)");
        System.Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{result.Outcome}  {(result.Version is { } version ? $"version {version}" : "not in the origin yet")}  {result.Node ?? "origin"}  {result.LatencyMs:0.000} ms"));
    }
}
