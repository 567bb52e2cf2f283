namespace AkkaCacheSim.Checker;

/// <summary>A client's read of a key must not return a lower version than an earlier one that ended before it began.</summary>
internal static class MonotonicRule
{
    public static void Judge(List<HistoryRead> reads, List<NonMonotonicRead> found)
    {
        var clients = reads
            .Where(read => read.Answered && read.Version is not null)
            .GroupBy(read => read.Client, StringComparer.Ordinal)
            .OrderBy(client => client.Key, StringComparer.Ordinal);
        foreach (var client in clients)
        {
            if (FirstOf(client.ToArray()) is { } first)
                found.Add(first);
        }
    }

    private static NonMonotonicRead? FirstOf(HistoryRead[] reads)
    {
        var ended = reads.OrderBy(read => read.End).ToArray();
        var next = 0;
        HistoryRead? highest = null;
        NonMonotonicRead? first = null;
        foreach (var read in reads.OrderBy(read => read.Start).ThenBy(read => read.End))
        {
            for (; next < ended.Length && ended[next].End < read.Start; next++)
            {
                if (highest is null || ended[next].Version > highest.Version)
                    highest = ended[next];
            }

            if (highest is null || read.Version >= highest.Version)
                continue;
            first = first is null ? Describe(highest, read) : first with { Count = first.Count + 1 };
        }

        return first;
    }

    private static NonMonotonicRead Describe(HistoryRead earlier, HistoryRead later) => new(
        later.Client, later.Key, 1,
        earlier.Version!.Value, earlier.Start, earlier.End,
        later.Version!.Value, later.Start, later.End);
}
