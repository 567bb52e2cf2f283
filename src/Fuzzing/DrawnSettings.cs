using AkkaCacheSim.Core.Eviction;
using AkkaCacheSim.Core.Placement;
using AkkaCacheSim.Core.Policies;
using AkkaCacheSim.Core.Settings;

namespace AkkaCacheSim.Fuzzing;

/// <summary>Draws settings.</summary>
internal static class DrawnSettings
{
    private const long Ms = Durations.Millisecond;
    private static readonly ProtectionSet[] Shared = [ProtectionSet.SingleFlight, ProtectionSet.Lock];
    private static readonly ProtectionSet[] Protections = [.. Enum.GetValues<ProtectionSet>().Where(protection => protection != ProtectionSet.None)];

    /// <summary>Settings of a cluster.</summary>
    public static SimSettings Draw(Dice dice)
    {
        var settings = new SimSettings
        {
            Nodes = 1 + dice.Below(5),
            Slots = 2 + dice.Below(15),
            Capacity = dice.OneIn(4) ? 60 + dice.Below(400) : null,
            Coordinators = 1 + dice.Below(3),
            Invalidators = 1 + dice.Below(2),
            Invalidation = Invalidation(dice),
            Sigma = 0,
            Kappa = 0,
            Timeout = 60 * Ms,
        };
        return Policies(dice, settings);
    }

    /// <summary>Settings that the same cluster can go on with: its members, their rooms and the way of news to them stay.</summary>
    public static SimSettings Change(Dice dice, SimSettings settings) => Policies(dice, settings with { Protect = ProtectionSet.None, SwrWindow = null, NegativeTtl = null, Retries = null, TtlJitter = 0, Expiry = "absolute" });

    private static SimSettings Policies(Dice dice, SimSettings settings)
    {
        settings = settings with
        {
            Read = dice.Pick(ReadPolicies.Names),
            Write = dice.Pick(WritePolicies.Names),
            Durability = dice.OneIn(4) ? "volatile" : "durable",
            Backlog = dice.OneIn(3) ? 16 : 10_000,
            Replicas = 1,
            Placement = dice.Pick(Placements.Names),
            Eviction = dice.Pick(Evictions.Names),
            Ttl = dice.OneIn(3) ? Durations.None : (20 + dice.Below(60)) * Ms,
            ServiceTime = new ServiceTime(0, dice.Below(3) * 10 * Ms),
            Pool = dice.OneIn(4) ? 8 : 200,
            Queue = dice.OneIn(4) ? 16 : 1_000,
        };
        if (settings.Ttl != Durations.None && dice.OneIn(3)) settings = settings with { TtlJitter = dice.Below(20) * Ms };
        if (settings.Ttl != Durations.None && dice.OneIn(5)) settings = settings with { Expiry = "sliding" };


        // Who waits for whose load is decided in more places than anything else.
        if (dice.OneIn(3)) settings = Protect(settings, dice.Pick(Shared));
        for (var protections = dice.Below(4); protections > 0; protections--) settings = Protect(settings, dice.Pick(Protections));
        return Replicate(dice, settings);
    }

    private static SimSettings Replicate(Dice dice, SimSettings settings) =>
        settings.Nodes == 1 || settings.HasVolatileQueue || settings.Has(ProtectionSet.FanOut) || dice.OneIn(2) ? settings : settings with { Replicas = 2 + dice.Below(settings.Nodes - 1) };

    private static InvalidationStrategies Invalidation(Dice dice) => dice.Below(5) switch
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

        // The tries of an owner's load share its time: with more of them each is shorter than the origin's answer may take.
        if (protection == ProtectionSet.RetryBudget) more = more with { Retries = more.Read == "read-through" ? 1 : 2 };
        if (protection is ProtectionSet.Swr or ProtectionSet.StaleIfError) more = more with { SwrWindow = 30 * Ms };
        if (protection == ProtectionSet.Negative) more = more with { NegativeTtl = 20 * Ms };
        return SettingsCheck.Problems(more).Count == 0 ? more : settings;
    }
}
