using AkkaCacheSim.Core.Eviction;
using AkkaCacheSim.Core.Placement;
using AkkaCacheSim.Core.Policies;
using AkkaCacheSim.Core.Randomness;
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
    private const int FewestFaults = 9;
    private const int MostFaults = 16;

    private static readonly ProtectionSet[] Protections = [.. Enum.GetValues<ProtectionSet>().Where(protection => protection != ProtectionSet.None)];
    private static readonly FaultKind[] Kinds = Enum.GetValues<FaultKind>();

    /// <summary>Draws a case.</summary>
    /// <param name="seed">The seed.</param>
    /// <returns>The case.</returns>
    public static FuzzCase Draw(ulong seed)
    {
        var random = new SeededRandom(seed, 9_000);
        var settings = DrawSettings(random) with { Seed = seed };
        return new FuzzCase(seed, settings, DrawLoad(random, settings) with { Seed = seed }, DrawWorld(random), DrawFaults(random, settings));
    }

    private static SimSettings DrawSettings(SeededRandom random)
    {
        var settings = new SimSettings
        {
            Nodes = 1 + (int)random.NextBelow(5),
            Slots = 2 + (int)random.NextBelow(15),
            Capacity = Chance(random, 4) ? 60 + random.NextBelow(400) : null,
            Coordinators = 1 + (int)random.NextBelow(3),
            Invalidators = 1 + (int)random.NextBelow(2),
            Read = Pick(random, ReadPolicies.Names),
            Write = Pick(random, WritePolicies.Names),
            Durability = Chance(random, 4) ? "volatile" : "durable",
            Backlog = Chance(random, 3) ? 16 : 10_000,
            Placement = Pick(random, Placements.Names),
            Eviction = Pick(random, Evictions.Names),
            Ttl = Chance(random, 3) ? Durations.None : (20 + random.NextBelow(60)) * Ms,
            Invalidation = DrawInvalidation(random),
            ServiceTime = new ServiceTime(0, random.NextBelow(3) * 10 * Ms),
            Pool = Chance(random, 4) ? 8 : 200,
            Queue = Chance(random, 4) ? 16 : 1_000,
            Sigma = 0,
            Kappa = 0,
            Timeout = 60 * Ms,
        };
        if (settings.Ttl != Durations.None && Chance(random, 3)) settings = settings with { TtlJitter = random.NextBelow(20) * Ms };
        if (settings.Ttl != Durations.None && Chance(random, 5)) settings = settings with { Expiry = "sliding" };
        for (var protections = random.NextBelow(4); protections > 0; protections--) settings = Protect(settings, Pick(random, Protections));
        return settings;
    }

    private static InvalidationStrategies DrawInvalidation(SeededRandom random) => random.NextBelow(5) switch
    {
        0 => InvalidationStrategies.Ttl,
        1 => InvalidationStrategies.Explicit,
        2 => InvalidationStrategies.Cdc | InvalidationStrategies.Explicit,
        _ => InvalidationStrategies.Cdc,
    };

    // One that does not go with the rest stays off.
    private static SimSettings Protect(SimSettings settings, ProtectionSet protection)
    {
        var more = settings with { Protect = settings.Protect | protection };

        // Or it alone would keep the origin's connections busy for ever.
        if (protection == ProtectionSet.Refresh) more = more with { Pool = 200 };
        if (protection == ProtectionSet.RetryBudget) more = more with { Retries = 2 };
        if (protection is ProtectionSet.Swr or ProtectionSet.StaleIfError) more = more with { SwrWindow = 30 * Ms };
        if (protection == ProtectionSet.Negative) more = more with { NegativeTtl = 20 * Ms };
        return SettingsCheck.Problems(more).Count == 0 ? more : settings;
    }

    private static WorkloadSpec DrawLoad(SeededRandom random, SimSettings settings) => new()
    {
        Keys = 8 + (int)random.NextBelow(40),
        Theta = Chance(random, 2) ? 0 : 0.99,
        Rate = Requests * (double)Durations.Second / Length,
        Requests = Requests,
        WriteShare = Chance(random, 6) ? 0 : 0.05 + (0.3 * random.NextDouble()),
        BypassShare = Chance(random, 2) ? 0 : random.NextDouble(),
        Preload = settings.Write != "write-back" || Chance(random, 2),
    };

    private static VirtualOptions DrawWorld(SeededRandom random) => new()
    {
        NetworkMost = Chance(random, 3) ? 5 * Ms : 120_000,
        ViewMost = Chance(random, 2) ? 0 : 5 * Ms,
    };

    private static IReadOnlyList<Fault> DrawFaults(SeededRandom random, SimSettings settings)
    {
        // A few kinds a run, and those often.
        List<FaultKind> kinds = [.. Enumerable.Range(0, 1 + (int)random.NextBelow(4)).Select(_ => Pick(random, Kinds))];
        var count = FewestFaults + random.NextBelow(MostFaults - FewestFaults + 1);
        var faults = new List<Fault>();
        for (var i = 0; i < count; i++)
        {
            faults.Add(new Fault(
                kinds[(int)random.NextBelow(kinds.Count)],
                random.NextBelow(Length),
                1 + random.NextBelow(40 * Ms),
                (int)random.NextBelow(settings.Nodes * settings.Invalidators),
                random.NextBelow(2) == 0));
        }

        return [.. faults.OrderBy(fault => fault.At)];
    }

    private static bool Chance(SeededRandom random, int oneIn) => random.NextBelow(oneIn) == 0;

    private static T Pick<T>(SeededRandom random, IReadOnlyList<T> of) => of[(int)random.NextBelow(of.Count)];
}
