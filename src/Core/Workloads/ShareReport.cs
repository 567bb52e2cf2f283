namespace AkkaCacheSim.Core.Workloads;

/// <summary>What the client beside one coordinator measured.</summary>
/// <param name="Coordinator">The coordinator's name.</param>
/// <param name="Report">What was measured; null when the coordinator died with it.</param>
public sealed record ShareReport(string Coordinator, WorkloadReport? Report)
{
    /// <summary>Adds up what the clients of a run measured. Outcomes that were kept stand in the order of the whole load, as <see cref="WorkloadSpec.Split"/> dealt it.</summary>
    /// <param name="shares">The shares, in order; those that are missing are left out.</param>
    /// <returns>The sum.</returns>
    public static WorkloadReport Sum(IReadOnlyList<ShareReport> shares)
    {
        ArgumentNullException.ThrowIfNull(shares);
        var sum = new WorkloadReport();
        List<WorkloadReport> there = [.. shares.Select(share => share.Report).OfType<WorkloadReport>()];
        there.ForEach(sum.Add);
        if (sum.Outcomes is not null) sum.Outcomes = [.. Enumerable.Range(0, there.Max(Kept)).SelectMany(i => there.Where(report => i < Kept(report)).Select(report => report.Outcomes![i]))];
        return sum;
    }

    private static int Kept(WorkloadReport report) => report.Outcomes?.Count ?? 0;
}
