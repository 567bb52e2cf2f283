using AkkaCacheSim.Bench.Lag;
using AkkaCacheSim.Bench.Live;
using AkkaCacheSim.Bench.Protections;
using AkkaCacheSim.Bench.Reporting;
using AkkaCacheSim.Bench.Stores;
using AkkaCacheSim.Bench.Virtual;
using AkkaCacheSim.Bench.WriteBack;

namespace AkkaCacheSim.Bench;

/// <summary>The command line: which sections to run, and what becomes of their floors.</summary>
internal static class BenchCommand
{
    private static readonly Dictionary<string, Func<Report, Task>> Sections = new()
    {
        ["store"] = StoreBench.RunAsync,
        ["evictions"] = EvictionBench.RunAsync,
        ["protections"] = ProtectionBench.RunAsync,
        ["virtual"] = VirtualBench.RunAsync,
        ["live"] = LiveBench.RunAsync,
        ["write-back"] = WriteBackBench.RunAsync,
        ["cdc-lag"] = LagBench.RunAsync,
        ["cdc-bulk"] = BulkBench.RunAsync,
    };

    public static async Task<int> RunAsync(string[] args)
    {
        if (args is [EchoServer.Argument]) return await EchoServer.RunAsync();
        if (!TryParse(args, out var sections, out var json)) return Usage();
        var report = new Report();
        foreach (var section in sections)
        {
            System.Console.Error.WriteLine($"{section} …");
            await Sections[section](report);
        }

        report.Print(System.Console.Out);
        if (json is not null) report.Save(json);
        return report.Holds ? 0 : 3;
    }

    private static bool TryParse(string[] args, out List<string> sections, out string? json)
    {
        sections = [];
        json = null;
        for (var i = 0; i < args.Length; i++)
        {
            if (Sections.ContainsKey(args[i])) sections.Add(args[i]);
            else if (args[i] == "--json" && i + 1 < args.Length) json = args[++i];
            else return false;
        }

        if (sections.Count == 0) sections.AddRange(Sections.Keys);
        return true;
    }

    private static int Usage()
    {
        System.Console.Error.WriteLine($"usage: bench [{string.Join(' ', Sections.Keys)}] [--json FILE]");
        return 2;
    }
}
