namespace AkkaCacheSim.Console.Live;

/// <summary>
/// Which process cuts which links for a partition. One end is enough, and it is the one nearer to the console: the groups stand in a row, the
/// console's first, and each cuts its links to those behind it. Cut from the last to the first, every process is still there to be told;
/// healed from the first to the last, every one is there again.
/// </summary>
internal static class PartitionPlan
{
    /// <summary>The console's name among the processes.</summary>
    public const string Console = "console";

    /// <summary>Makes the plan.</summary>
    /// <param name="groups">The groups, by names of processes; none is in two. Those that are in none are a group of their own.</param>
    /// <param name="processes">Every process of the cluster, the console included.</param>
    /// <returns>The groups in the order in which they cut, each with the processes that it is to be cut off from.</returns>
    public static IReadOnlyList<(IReadOnlyList<string> Group, IReadOnlyList<string> Peers)> Of(IEnumerable<IReadOnlyList<string>> groups, IReadOnlyList<string> processes)
    {
        var named = groups.ToList();
        List<string> rest = [.. processes.Except(named.SelectMany(group => group))];
        var row = named.Append(rest).Where(group => group.Count > 0).OrderBy(group => group.Contains(Console) ? 0 : 1).ToList();
        var steps = new List<(IReadOnlyList<string>, IReadOnlyList<string>)>();
        for (var i = row.Count - 2; i >= 0; i--)
        {
            // The console is the last to cut: it has to reach the others until then.
            List<string> peers = [.. row.Skip(i + 1).SelectMany(group => group)];
            if (i > 0 || row[0].Count > 1) steps.Add(([.. row[i].Where(name => name != Console)], peers));
            if (i == 0) steps.Add(([Console], peers));
        }

        return steps;
    }
}
