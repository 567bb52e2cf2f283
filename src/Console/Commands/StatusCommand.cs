using System.CommandLine;
using System.Text.Json;
using AkkaCacheSim.Console.Live;
using AkkaCacheSim.Console.Output;

namespace AkkaCacheSim.Console.Commands;

/// <summary><c>status</c>: members, settings, counters.</summary>
internal static class StatusCommand
{
    public static Command Create()
    {
        var command = new Command("status", "Show members, settings and counters");
        command.SetAction(async (parsed, cancel) =>
        {
            using var client = ControlClient.Open(parsed.GetValue(CommonOptions.Data)!);
            Print(await client.GetAsync<StatusView>("/status", cancel), parsed.GetValue(CommonOptions.Json));
            return ExitCodes.Done;
        });
        return command;
    }

    public static async Task PrintUpAsync(LiveCluster cluster, string? dashboard, bool json) => PrintUp(await cluster.StatusAsync(), dashboard, json);

    /// <summary>What <c>up</c> prints: the status, and where the page is.</summary>
    public static void PrintUp(StatusView status, string? dashboard, bool json)
    {
        if (json)
        {
            var document = JsonSerializer.SerializeToNode(status, Json.Options)!.AsObject();
            document["dashboard"] = dashboard;
            System.Console.Out.WriteLine(document.ToJsonString(Json.Options));
            return;
        }

        Print(status, json: false);
        if (dashboard is not null) System.Console.Out.WriteLine($"the page: {dashboard}");
    }

    public static void Print(StatusView status, bool json)
    {
        if (json)
        {
            System.Console.Out.WriteLine(Json.Text(status));
            return;
        }

        var table = new TextTable("name", "pid", "status", "figures");
        foreach (var member in status.Members) table.Add(member.Name, member.Pid == 0 ? "-" : $"{member.Pid}", member.Status, Summary(member.Role, member.Figures));
        if (status.Members.Count(member => member.Role == "coordinator") > 1) table.Add("coordinators", "", "", Summary("coordinator", status.Coordinators));
        table.Print();
        System.Console.Out.WriteLine();
        System.Console.Out.WriteLine($"requests {Figures.Count(status.Requests)}, hit rate {(status.HitRate is { } rate ? Figures.Share(rate) : "-")}, origin reads {Figures.Count(status.Origin.Reads)}, writes {Figures.Count(status.Origin.Writes)}, rows {Figures.Count(status.Origin.Rows)}, dirty {Figures.Count(status.Dirty)}{(status.Dirty > 0 ? $" (oldest {Figures.Count(status.DirtyAgeMs)} ms)" : "")}");
        System.Console.Out.WriteLine($"epoch {status.Epoch}  " + string.Join("  ", status.Settings.Select(setting => $"{setting.Key}={setting.Value}")));
    }

    private static string Summary(string role, IReadOnlyDictionary<string, long> figures)
    {
        string[] shown = role switch
        {
            "node" => ["entries", "used", "capacity", "hits", "misses", "evictions"],
            "coordinator" => ["requests", "hits", "replicaReads", "failovers", "errors"],
            "origin" => ["rows", "reads", "writes", "busy", "waiting", "shed"],
            "invalidator" => ["partitions", "consumed", "lag", "lagMs", "malformed", "heartbeatMs"],
            _ => [],
        };
        return string.Join("  ", shown.Where(figures.ContainsKey).Select(name => $"{name} {Figures.Count(figures[name])}"));
    }
}
