using System.CommandLine;
using System.Globalization;
using AkkaCacheSim.Core.Settings;

namespace AkkaCacheSim.Console.Commands;

/// <summary><c>get</c>, <c>set</c> and <c>del</c>: one request through a coordinator.</summary>
internal static class RequestCommands
{
    public static Command Get() => Create("get", "Read a key", withValue: false);

    public static Command Set() => Create("set", "Write a key", withValue: true);

    public static Command Del() => Create("del", "Delete a key", withValue: false);

    private static Command Create(string op, string help, bool withValue)
    {
        var key = new Argument<string>("KEY") { Description = $"the key, at most {Limits.KeyBytes} bytes" };
        var value = new Argument<string>("VALUE") { Description = $"the value, at most {Limits.ValueBytes} bytes" };
        var command = new Command(op, help) { key };
        if (withValue) command.Add(value);
        command.SetAction((parsed, cancel) => RunAsync(parsed, op, parsed.GetValue(key)!, withValue ? parsed.GetValue(value) : null, cancel));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, string op, string key, string? value, CancellationToken cancel)
    {
        if (Limits.KeyProblem(key) is { } keyProblem) throw new UsageException($"{op} KEY: {keyProblem}");
        if (value is not null && Limits.ValueProblem(value) is { } valueProblem) throw new UsageException($"{op} VALUE: {valueProblem}");
        using var client = ControlClient.Open(parsed.GetValue(CommonOptions.Data)!);
        var result = await client.PostAsync<RequestView>("/request", new RequestBody(op, key, value), cancel);
        if (parsed.GetValue(CommonOptions.Json)) System.Console.Out.WriteLine(Json.Text(result));
        else if (result.Served) Print(result);
        return result.Served ? ExitCodes.Done : CommandLine.Say(ExitCodes.Failed, $"{op} {Short(key)}: {result.Why()}");
    }

    // A key may have a thousand characters; the line is for a person.
    private static string Short(string key) => key.Length <= 60 ? key : key[..60] + "…";

    private static void Print(RequestView result)
    {
        System.Console.Out.WriteLine(result.Value ?? "(nil)");
        System.Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{result.Outcome}  {(result.Version is { } version ? $"version {version}" : "not in the origin yet")}  {result.Node}  {result.LatencyMs:0.000} ms"));
    }
}
