using AkkaCacheSim.Checker;
using AkkaCacheSim.Simulation;

namespace AkkaCacheSim.Fuzzing;

/// <summary>What must hold at the end of a run. Those that must hold at all times are asserted in the model, and capacity is looked at after every event.</summary>
internal static class Invariants
{
    private static readonly Func<Trial, Violation?>[] Rules =
    [
        WriteRules.Lost, WriteRules.Fell, WriteRules.Overwrote, WriteRules.Twice,
        ReadRules.WentBack, ReadRules.OlderThanWritten, ReadRules.OlderAtStandIn, ReadRules.TooOld, ReadRules.TooLong, ReadRules.LoadedTwice,
    ];

    /// <summary>Looks for the first that does not hold.</summary>
    public static Violation? Judge(FuzzCase drawn, VirtualCluster cluster, Observed observed, Stream history)
    {
        using var reader = new StreamReader(history, leaveOpen: true);
        var trial = new Trial(drawn, cluster, observed, HistoryCheck.Run([reader]));
        return Rules.Select(rule => rule(trial)).FirstOrDefault(violation => violation is not null);
    }
}
