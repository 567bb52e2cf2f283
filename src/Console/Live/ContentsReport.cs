using Akka.Actor;
using AkkaCacheSim.Cluster.Messages;
using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Settings;

namespace AkkaCacheSim.Console.Live;

/// <summary>Puts together what the nodes hold, and how that compares with the origin's rows.</summary>
internal static class ContentsReport
{
    /// <summary>How many entries of a node are shown.</summary>
    public const int MostSlots = 64;

    private static readonly TimeSpan AnswerWithin = TimeSpan.FromMilliseconds(500);

    /// <summary>Asks the nodes that are up, then the origin.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <returns>What came in time.</returns>
    public static async Task<ContentsView> ContentsAsync(this LiveCluster cluster)
    {
        // A paused process does not answer: nobody needs to wait for it.
        var up = cluster.Processes.Where(process => process.Status == "up").Select(process => process.Name).ToHashSet();
        var hosts = cluster.Hosts.All().Where(member => up.Contains(member.Process.Name)).ToList();
        var answers = await Task.WhenAll(hosts.Where(member => member.Process.Role == Role.Node).Select(node => node.Host.AskOrNullAsync<Contents>(new GetContents(MostSlots), AnswerWithin)));
        List<Contents> contents = [.. answers.OfType<Contents>()];
        var rows = await RowsAsync(hosts.Where(member => member.Process.Role == Role.Origin).Select(member => member.Host).FirstOrDefault(), contents);
        cluster.Seen(rows.Select(row => (row.Key, row.Value.Version)));
        var order = cluster.Hosts.View.Nodes.Select(node => node.Name).ToList();
        return new ContentsView([.. contents
            .OrderBy(node => order.IndexOf(node.Name))
            .Select(node => new NodeContents(node.Name, node.Entries, node.Capacity, [.. node.Slots.Select(slot => Of(slot, rows))]))]);
    }

    /// <summary>An entry compared with its row.</summary>
    /// <param name="slot">The entry.</param>
    /// <param name="rows">The rows that are known.</param>
    internal static SlotView Of(HeldSlot slot, IReadOnlyDictionary<string, Revision> rows)
    {
        var row = rows.GetValueOrDefault(slot.Key);

        // A row has the stamp of the last write-back write in it: one with this stamp or a later one has this value, or had it.
        var dirty = slot.Uncommitted && (slot.Revision.Stamp == 0 || slot.Revision.Stamp > row.Stamp);
        var stale = !dirty && (slot.Uncommitted ? row.Stamp > slot.Revision.Stamp : row > slot.Revision);
        double? ttl = slot.Ttl == Durations.None ? null : Math.Round(slot.Ttl / (double)Durations.Millisecond, 3);
        return new SlotView(slot.Key, slot.Value, slot.Uncommitted ? null : slot.Revision.Version, ttl, dirty, stale);
    }

    private static async Task<IReadOnlyDictionary<string, Revision>> RowsAsync(IActorRef? origin, IEnumerable<Contents> contents)
    {
        string[] keys = [.. contents.SelectMany(node => node.Slots).Select(slot => slot.Key).Distinct().Take(GetRevisions.Limit)];
        var answer = origin is null || keys.Length == 0 ? null : await origin.AskOrNullAsync<Revisions>(new GetRevisions(keys), AnswerWithin);
        return (answer?.Keys ?? []).ToDictionary(row => row.Key, row => row.Revision);
    }
}
