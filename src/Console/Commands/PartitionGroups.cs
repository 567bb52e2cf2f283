namespace AkkaCacheSim.Console.Commands;

/// <summary>The groups that <c>partition</c> cuts a cluster into.</summary>
internal static class PartitionGroups
{
    /// <summary>Reads them.</summary>
    /// <param name="groups">A text a group, names with commas between them.</param>
    /// <param name="processes">Every process of the cluster, the console included.</param>
    /// <returns>The names, group by group.</returns>
    /// <exception cref="UsageException">A name is none, or comes twice, or there is nobody to be cut off from.</exception>
    public static IReadOnlyList<IReadOnlyList<string>> Parse(IReadOnlyList<string> groups, IReadOnlyList<string> processes)
    {
        List<IReadOnlyList<string>> parsed = [.. groups.Select(group => group.Split(','))];
        var seen = new HashSet<string>();
        foreach (var name in parsed.SelectMany(group => group))
        {
            if (!processes.Contains(name)) throw Values.Expected("partition", name, "one of " + string.Join(", ", processes));
            if (!seen.Add(name)) throw Values.Expected("partition", name, "each process once");
        }

        if (parsed.Count == 0 || (parsed.Count == 1 && seen.Count == processes.Count)) throw Values.Expected("partition", string.Join(' ', groups), "a group that leaves somebody out, or several groups");
        return parsed;
    }
}
