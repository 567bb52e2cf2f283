namespace AkkaCacheSim.Core.Messages;

/// <summary>What outcomes have in common.</summary>
public static class Outcomes
{
    /// <summary>Whether a read that ended so was answered: with a value, or with the word that there is none.</summary>
    /// <param name="outcome">How it ended.</param>
    /// <returns>False for reads that failed, and for writes.</returns>
    public static bool IsAnswer(this Outcome outcome) => outcome is Outcome.Hit or Outcome.Miss or Outcome.Failover or Outcome.Stale or Outcome.Coalesced;
}
