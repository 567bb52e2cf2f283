using AkkaCacheSim.Cluster.Messages;

namespace AkkaCacheSim.Console.Live;

/// <summary>Puts a cluster's status together from what its processes say and what the supervisor sees.</summary>
internal static class StatusReport
{
    private static readonly Dictionary<string, long> NoFigures = [];

    public static async Task<StatusView> StatusAsync(this LiveCluster cluster)
    {
        var statuses = (await cluster.GatherAsync()).ToDictionary(status => status.Name);
        var members = new List<MemberView> { new("console", "console", Environment.ProcessId, "up", NoFigures, statuses.GetValueOrDefault("console")?.Epoch) };
        members.AddRange(cluster.Processes.Select(process => View(process, statuses.GetValueOrDefault(process.Name), cluster.Links.CutOff(process.Name))));
        var coordinators = statuses.Values.Where(status => status.Name.StartsWith("coordinator", StringComparison.Ordinal)).ToList();
        var sums = coordinators.SelectMany(status => status.Figures).GroupBy(figure => figure.Key).ToDictionary(figures => figures.Key, figures => figures.Sum(figure => figure.Value));
        var reads = sums.GetValueOrDefault("reads");
        return new StatusView(
            members.All(member => member.Status is "up" or "stopped") && statuses.Values.All(status => status.Ready),
            members,
            sums,
            sums.GetValueOrDefault("requests"),
            reads == 0 ? null : Math.Round((double)(sums.GetValueOrDefault("hits") + sums.GetValueOrDefault("stale")) / reads, 6),
            Sum(statuses.Values, "dirty"),
            statuses.Values.Select(status => status.Figures.GetValueOrDefault("dirtyAgeMs")).DefaultIfEmpty().Max(),
            Origin(statuses.GetValueOrDefault("origin")),
            StatusView.Named(cluster.Settings),
            cluster.Epoch);
    }

    private static MemberView View(IClusterProcess process, ProcessStatus? status, bool cutOff)
    {
        // A process that lives and does not answer is not up for anybody: behind a partition, still joining, or stopped.
        var state = process.Status == "up" && status is null ? cutOff ? "cut off" : "silent" : process.Status;
        return new MemberView(process.Name, process.Role, process.Pid, state, status?.Figures ?? NoFigures, status?.Epoch);
    }

    private static OriginView Origin(ProcessStatus? status)
    {
        return new OriginView(Of("rows"), Of("reads") + Of("writes"), Of("reads"), Of("writes"), Of("shed"), Of("busy"), Of("waiting"));

        long Of(string name) => status?.Figures.GetValueOrDefault(name) ?? 0;
    }

    private static long Sum(IEnumerable<ProcessStatus> statuses, string figure) => statuses.Sum(status => status.Figures.GetValueOrDefault(figure));
}
