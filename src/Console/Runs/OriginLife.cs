using AkkaCacheSim.Cluster.Messages;
using AkkaCacheSim.Console.Live;
using AkkaCacheSim.Core.Origin;

namespace AkkaCacheSim.Console.Runs;

/// <summary>What one process of the origin has counted.</summary>
/// <param name="Reads">Reads that it took in.</param>
/// <param name="Writes">Statements that changed something.</param>
/// <param name="Samples">What it went through since the load began.</param>
internal sealed record OriginLife(long Reads, long Writes, IReadOnlyList<OriginSample> Samples)
{
    /// <summary>Asks the origin that there is.</summary>
    /// <param name="cluster">Its cluster.</param>
    /// <param name="from">When the load began, ns of the host's clock.</param>
    /// <exception cref="LiveException">It does not answer.</exception>
    public static async Task<OriginLife> OfAsync(LiveCluster cluster, long from)
    {
        var (reads, writes) = Counted(await cluster.GatherAsync());
        return new OriginLife(reads, writes, await cluster.OriginSeriesAsync(from));
    }

    /// <summary>What the origin says among the processes.</summary>
    /// <param name="statuses">What they say.</param>
    /// <exception cref="LiveException">It says nothing.</exception>
    public static (long Reads, long Writes) Counted(IReadOnlyList<ProcessStatus> statuses)
    {
        var origin = statuses.FirstOrDefault(status => status.Name == "origin")?.Figures ?? throw new LiveException("the origin does not answer");
        return (origin.GetValueOrDefault("reads"), origin.GetValueOrDefault("writes"));
    }
}
