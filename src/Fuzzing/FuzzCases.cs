using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Workloads;
using AkkaCacheSim.Simulation;

namespace AkkaCacheSim.Fuzzing;

/// <summary>
/// Draws cases from seeds. Each leaves out much and has little of the rest (Groce, Zhang, Eide, Chen, Regehr: Swarm Testing, 2012), since features hide
/// each other's faults. Times are short, so that a fault is long beside a request.
/// </summary>
public static class FuzzCases
{
    private const long Ms = Durations.Millisecond;
    private const long Length = 300 * Ms;
    private const int Requests = 1_200;
    private const int FewestFaults = 6;
    private const int MostFaults = 14;
    private const long ShortTrouble = 40 * Ms;
    private const long LongTrouble = 130 * Ms;

    private static readonly FaultKind[] Kinds = Enum.GetValues<FaultKind>();
    private static readonly FaultKind[] KindsOfTheLog = [FaultKind.CutInvalidator, FaultKind.PauseInvalidator, FaultKind.KillInvalidator, FaultKind.KillFeed, FaultKind.LoseLog, FaultKind.FailLog];

    /// <summary>Draws a case.</summary>
    /// <param name="seed">The seed.</param>
    /// <returns>The case.</returns>
    public static FuzzCase Draw(ulong seed)
    {
        var dice = new Dice(seed);
        var settings = DrawnSettings.Draw(dice) with { Seed = seed };
        return new FuzzCase(seed, settings, DrawLoad(dice, settings) with { Seed = seed }, DrawWorld(dice), DrawFaults(dice, settings));
    }

    private static WorkloadSpec DrawLoad(Dice dice, SimSettings settings) => new()
    {
        Keys = 8 + dice.Below(40),
        Theta = dice.OneIn(2) ? 0 : 0.99,
        Rate = Requests * (double)Durations.Second / Length,
        Requests = Requests,
        WriteShare = DrawWriteShare(dice),
        BypassShare = dice.OneIn(2) ? 0 : dice.Share(),
        Preload = settings.Write != "write-back" || dice.OneIn(2),
    };

    // Where nearly nothing is written, nothing later makes good what news has been missed.
    private static double DrawWriteShare(Dice dice) => dice.Below(6) switch
    {
        0 => 0,
        1 or 2 => 0.003 + (0.02 * dice.Share()),
        _ => 0.05 + (0.3 * dice.Share()),
    };

    private static VirtualOptions DrawWorld(Dice dice) => new()
    {
        NetworkMost = dice.OneIn(3) ? 3 * Ms : 120_000,
        ViewMost = dice.OneIn(2) ? 0 : 5 * Ms,
        ClockOffset = dice.OneIn(2) ? 0 : 1 + dice.Below(Durations.Second * 1_000),
        ClockDrift = dice.OneIn(2) ? 0 : dice.Below(1_000),
        UnversionedEvery = dice.OneIn(3) ? 1 + dice.Below(3) : 0,
    };

    private static IReadOnlyList<Fault> DrawFaults(Dice dice, SimSettings settings)
    {
        // A few kinds a run, and those often.
        List<FaultKind> possible = [.. Kinds.Where(kind => IsPossible(kind, settings))];
        List<FaultKind> kinds = [.. Enumerable.Range(0, 1 + dice.Below(4)).Select(_ => dice.Pick(possible))];

        // Nobody stands in for who is silent for less than a time-out.
        var longest = dice.OneIn(3) || settings.Replicas > 1 ? LongTrouble : ShortTrouble;
        var count = FewestFaults + dice.Below(MostFaults - FewestFaults + 1);
        var faults = new List<Fault>();
        for (var i = 0; i < count; i++)
        {
            var fault = new Fault(dice.Pick(kinds), dice.Below(Length), 1 + dice.Below(longest), dice.Below(settings.Nodes * settings.Invalidators), dice.OneIn(2));
            faults.Add(fault.Kind == FaultKind.Configure ? fault with { Settings = DrawnSettings.Change(dice, settings) } : fault);
        }

        return [.. faults.OrderBy(fault => fault.At)];
    }

    private static bool IsPossible(FaultKind kind, SimSettings settings) =>
        (settings.HasCdc || !KindsOfTheLog.Contains(kind)) && (settings.HasDurableQueue || kind != FaultKind.FailJournals);
}
