using System.Diagnostics;
using AkkaCacheSim.Checker;
using AkkaCacheSim.Console.Scenarios;
using AkkaCacheSim.Core.Settings;

namespace AkkaCacheSim.Console.Torments;

/// <summary>The invariants that a torment is held against.</summary>
internal static class TormentClaims
{
    /// <summary>Judges what is left of it.</summary>
    /// <param name="settings">The cluster's settings: they say which invariants apply.</param>
    /// <param name="rounds">How many rounds there were to be.</param>
    /// <param name="outcome">What came of it.</param>
    /// <param name="history">The folder of the histories.</param>
    /// <param name="pids">Every process that the cluster has had; it has ended.</param>
    public static IEnumerable<Claim> Judge(SimSettings settings, int rounds, TormentOutcome outcome, string history, IEnumerable<int> pids)
    {
        var check = HistoryCheck.Run([history]);
        yield return Claim.Within("rounds after which the cluster was ready again", outcome.Rounds.Count(round => round.ReadyMs is not null), rounds, rounds);
        yield return Claim.AtMost("workloads that did not end: requests hang", outcome.Hangs ? 1 : 0, 0);
        yield return Claim.AtMost("processes left", pids.Count(Lives), 0);
        if (!settings.HasVolatileQueue)
        {
            yield return Claim.AtMost("I1: acknowledged writes lost", check.LostWrites.Count, 0);
            yield return Claim.AtMost("I2: later writes overwritten by earlier ones", check.Overwrites.Count, 0);
        }

        if (settings.FillGuard) yield return Claim.AtMost("I3: reads that went back in one incarnation of a node", ServedVersions.WentBack(history), 0);
        if (settings.FillGuard && settings.HasCdc) yield return Claim.AtMost("I4: copies stuck stale", check.StuckStale, 0);
        if (settings.HasDurableQueue) yield return Claim.Within("the dirty queue is empty in the end (1: yes)", outcome.Drained ? 1 : 0, 1, 1);
    }

    private static bool Lives(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
