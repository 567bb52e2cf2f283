using AkkaCacheSim.Core.History;
using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Settings;

namespace AkkaCacheSim.Fuzzing;

/// <summary>I3 and I5 to I7: how old an answer may be, and how late.</summary>
internal static class ReadRules
{
    // A lookup, a wait there, a load and a write's store follow one another at most, and loads are tried three times. Each stand-in is one lookup more.
    private const int MostTimeouts = 10;

    // Two clocks, one as fast and one as slow as clocks get here.
    private const double Drift = 1.002;

    // What keeps news from a node, and what from any, or delays it for longer than a message usually takes.
    private static readonly FaultKind[] CutsOff = [FaultKind.CutNode, FaultKind.MuteNode, FaultKind.DeafenNode];
    private static readonly FaultKind[] LateNews = [FaultKind.LoseMessages, FaultKind.ReorderMessages, FaultKind.DelayMessages, FaultKind.Configure];

    // Of reads that overlap either may be the earlier one. What is served from a copy stays the least there is; a load that others wait for may not fall
    // behind it, but be ahead of it. A hot key's copies are several on their way from node to node.
    public static Violation? WentBack(Trial trial)
    {
        var fansOut = trial.Settings.Any(settings => settings.CopiesOfHot > 1);
        foreach (var served in trial.Seen.Reads.Where(read => read.Version > 0 && (IsCopy(read) || (IsShared(read) && !fansOut))).GroupBy(read => (read.Node, read.Key)))
        {
            var (highest, ended) = (0L, served.Where(IsCopy).OrderBy(read => read.End).ToList());
            var next = 0;
            foreach (var read in served.OrderBy(read => read.Start))
            {
                while (next < ended.Count && ended[next].End < read.Start) highest = Math.Max(highest, ended[next++].Version);
                if (read.Version < highest) return new Violation("I3", $"{read.Node} served {read.Key} at {read.Version} ({read.Outcome}) after {highest}");
            }
        }

        return null;
    }

    // Where the owner is told before a write is acknowledged, and every key has one owner all the time, a read that begins then sees it. Who was not
    // answered in time has gone on without the owner; so has who joined a load without a token, since the owner may not cache at the moment.
    public static Violation? OlderThanWritten(Trial trial) => trial.SteadyNodes && TellsOwner(trial.Case.Settings) ? Older(trial, trial.Case.Settings.Timeout, 0, []) : null;

    // So it is at the nodes that stand in for an owner, once they have heard of it, whatever becomes of owners and however late the write is acknowledged.
    // Only who was cut off has heard nothing.
    public static Violation? OlderAtStandIn(Trial trial)
    {
        if (!trial.Settings.All(settings => settings.Replicas > 1 && TellsOwner(settings)) || trial.Case.World.ViewMost > 0 || LateNews.Any(trial.Has)) return null;
        var cutOff = trial.Case.Faults.Where(fault => CutsOff.Contains(fault.Kind)).Select(fault => fault.Target % trial.Cluster.Nodes.Count).ToHashSet();
        return Older(trial, long.MaxValue, trial.Case.World.NetworkMost, cutOff);
    }

    private static Violation? Older(Trial trial, long within, long heard, HashSet<int> cutOff)
    {
        var writes = trial.Seen.Writes.Where(write => write.Outcome is Outcome.Stored or Outcome.Deleted && write.End - write.Start < within)
            .GroupBy(write => write.Key).ToDictionary(key => key.Key!, key => key.OrderBy(write => write.End).ToList());
        foreach (var key in trial.Seen.Reads.Where(read => IsAnswered(read) && read.End - read.Start < within && writes.ContainsKey(read.Key!) && !(read.Node.Role == Role.Node && cutOff.Contains(read.Node.Index))).GroupBy(read => read.Key!))
        {
            var (written, next) = (0L, 0);
            foreach (var read in key.OrderBy(read => read.Start))
            {
                for (; next < writes[key.Key].Count && writes[key.Key][next].End + heard < read.Start; next++) written = Math.Max(written, writes[key.Key][next].Version);
                if (read.Version < written) return new Violation("I3", $"a read of {read.Key} returned version {read.Version} ({read.Outcome}) after the write of {written} had been acknowledged");
            }
        }

        return null;
    }

    public static Violation? TooOld(Trial trial)
    {
        if (!trial.Settings.All(IsBounded)) return null;
        var most = trial.Settings.Max(settings => settings.Ttl + settings.TtlJitter);
        return trial.Report.Staleness is { } staleness && staleness.Max > Drift * most / Durations.Millisecond ? new Violation("I5", $"a read was {staleness.Max:0.0} ms stale, with copies that live {Durations.Format(most)}") : null;
    }

    public static Violation? TooLong(Trial trial)
    {
        var most = trial.Settings.Max(settings => (MostTimeouts + settings.Replicas - 1) * settings.Timeout);
        foreach (var read in trial.Seen.Reads)
        {
            if (read.End - read.Start > most) return new Violation("I7", $"a read of {read.Key} took {Durations.Format(read.End - read.Start)}");
        }

        return null;
    }

    // Where nothing is written, no log is followed, no copy expires, no node comes or goes, and nobody else fills, nothing but a fill of the load before
    // overtakes a flight: that is news to whoever asked shortly before it, and its copy may be evicted at once. Who has given up on the owner knows of no
    // news, and nobody who knows joins him. Otherwise two never overlap.
    public static Violation? LoadedTwice(Trial trial)
    {
        var settings = trial.Case.Settings;
        if (!settings.Has(ProtectionSet.SingleFlight) || trial.Case.Load.WriteShare > 0 || settings.Read != "cache-aside") return null;
        if (settings.HasCdc || settings.Ttl != Durations.None || settings.Coordinators > 1 || settings.CopiesOfHot > 1 || settings.Replicas > 1 || !trial.SteadyNodes) return null;
        var asked = 2 * trial.Case.World.NetworkMost;
        var filled = trial.Seen.Copies.ToLookup(copy => copy.Key, copy => copy.End);
        foreach (var key in trial.Seen.Loads.GroupBy(load => (load.Client, load.Key)))
        {
            var (start, end) = (0L, 0L);
            foreach (var load in key.Where(load => load.Cause != Causes.Failover).OrderBy(load => load.Start))
            {
                if (load.Start < end && !filled[load.Key].Any(at => at > start - asked && at < load.Start)) return new Violation("I6", $"{load.Client} loaded {load.Key} twice at a time");
                (start, end) = (load.Start, load.End);
            }
        }

        return null;
    }

    private static bool IsBounded(SimSettings settings) =>
        settings.Invalidation == InvalidationStrategies.Ttl && settings.Ttl != Durations.None && !settings.Sliding && settings.StaleFor == 0 && settings.Write != "write-back";

    private static bool TellsOwner(SimSettings settings) =>
        settings.Write == "write-through" || (settings.Write == "write-around" && settings.Invalidation.HasFlag(InvalidationStrategies.Explicit));

    private static bool IsAnswered(HistoryLine read) => IsCopy(read) || IsShared(read) || read.Outcome is Outcome.Miss or Outcome.Failover;

    private static bool IsCopy(HistoryLine read) => read.Outcome is Outcome.Hit or Outcome.Stale;

    private static bool IsShared(HistoryLine read) => read.Outcome == Outcome.Coalesced && read.Node.Role == Role.Node;
}
