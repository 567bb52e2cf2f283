using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Workloads;

namespace AkkaCacheSim.Bench.Live;

/// <summary>What one run on the live cluster showed.</summary>
/// <param name="Report">The load's own report.</param>
/// <param name="Batch">Mean letters an envelope, as the coordinator sent them.</param>
internal sealed record LiveRound(WorkloadReport Report, double Batch)
{
    public double HitsPerSecond => Report.ReadsEnding(Outcome.Hit) * 1e9 / (Report.EndedAt - Report.StartedAt);
}
