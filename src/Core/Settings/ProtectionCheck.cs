namespace AkkaCacheSim.Core.Settings;

/// <summary>Says what is wrong with the settings of the protections.</summary>
public static class ProtectionCheck
{
    /// <summary>Checks the protections, and that nothing is set of one that is off.</summary>
    /// <param name="settings">The settings.</param>
    /// <returns>One line for each thing wrong, naming the option and what was expected; empty when all is well.</returns>
    public static IEnumerable<string> Problems(SimSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        string?[] problems =
        [
            SwrWindow(settings), Beta(settings), Lease(settings), FanOut(settings), FanOutBy(settings), Period(settings), HotKeys(settings), Negative(settings), Retries(settings),
        ];
        return problems.OfType<string>();
    }

    private static string? SwrWindow(SimSettings s)
    {
        if (Unused(s, ProtectionSet.Swr | ProtectionSet.StaleIfError, s.SwrWindow is not null, "swr or stale-if-error") is { } unused) return "--swr-window" + unused;
        if (s.StaleFor is <= 0 or Durations.None && s.Has(ProtectionSet.Swr | ProtectionSet.StaleIfError)) return $"--swr-window {Durations.Format(s.StaleFor)}: a duration above 0 was expected";
        return s.Has(ProtectionSet.Swr | ProtectionSet.StaleIfError) && s.Ttl == Durations.None
            ? $"--protect {ProtectionList.Format(s.Protect)}: only copies that expire can be stale; --ttl with a duration was expected"
            : null;
    }

    private static string? Beta(SimSettings s)
    {
        if (Unused(s, ProtectionSet.XFetch, s.XFetchBeta is not null, "xfetch") is { } unused) return "--xfetch-beta" + unused;
        if (s.Has(ProtectionSet.XFetch) && s.Ttl == Durations.None) return "--protect xfetch: only copies that expire can be loaded early; --ttl with a duration was expected";
        return s.XFetchBeta is null or (> 0 and <= 1_000) ? null : $"--xfetch-beta {s.XFetchBeta}: a number above 0, at most 1000, was expected";
    }

    private static string? Lease(SimSettings s)
    {
        if (Unused(s, ProtectionSet.Lock, s.LeaseTimeout is not null, "lock") is { } unused) return "--lease-timeout" + unused;
        return s.LeaseTimeout is null || (s.LeaseTimeout > 0 && s.LeaseTimeout <= s.Timeout)
            ? null
            : $"--lease-timeout {Durations.Format(s.LeaseTimeout.Value)}: a duration up to --timeout, {Durations.Format(s.Timeout)}, was expected";
    }

    private static string? FanOut(SimSettings s)
    {
        if (Unused(s, ProtectionSet.FanOut, s.FanOut is not null, "fan-out") is { } unused) return "--fan-out" + unused;
        if (!s.Has(ProtectionSet.FanOut)) return null;
        if (s.HasVolatileQueue) return "--protect fan-out: the other copies' nodes can't see what is dirty in an owner's memory; --durability durable was expected with it";
        return s.CopiesOfHot >= 2 && s.CopiesOfHot <= s.Nodes ? null : $"--fan-out {s.CopiesOfHot}: a number from 2 to --nodes, {s.Nodes}, was expected";
    }

    private static string? FanOutBy(SimSettings s)
    {
        if (Unused(s, ProtectionSet.FanOut, s.FanOutBy == "segment", "fan-out") is { } unused) return "--fan-out-by" + unused;
        return s.FanOutBy is "random" or "segment" ? null : $"--fan-out-by {s.FanOutBy}: one of random, segment was expected";
    }

    private static string? Period(SimSettings s)
    {
        if (Unused(s, ProtectionSet.Refresh, s.RefreshPeriod is not null, "refresh") is { } unused) return "--refresh-period" + unused;
        return !s.Has(ProtectionSet.Refresh) || (s.RefreshEvery > 0 && s.RefreshEvery < s.Ttl)
            ? null
            : $"--refresh-period {Durations.Format(s.RefreshEvery)}: a duration below --ttl, {Durations.Format(s.Ttl)}, was expected";
    }

    private static string? HotKeys(SimSettings s)
    {
        if (Unused(s, ProtectionSet.FanOut | ProtectionSet.Refresh, s.HotKeys != SimSettings.DetectHotKeys, "fan-out or refresh") is { } unused) return "--hot-keys" + unused;
        return s.HotKeys.Split(',').All(key => key.Length > 0) ? null : $"--hot-keys {s.HotKeys}: {SimSettings.DetectHotKeys}, or keys with commas between them, was expected";
    }

    private static string? Negative(SimSettings s)
    {
        if (Unused(s, ProtectionSet.Negative, s.NegativeTtl is not null, "negative") is { } unused) return "--negative-ttl" + unused;
        return s.NegativeTtl is null or > 0 ? null : "--negative-ttl 0: a duration above 0 was expected";
    }

    private static string? Retries(SimSettings s)
    {
        if (s.RetriesOfLoads is < 0 or > 10) return $"--retries {s.Retries}: a number from 0 to 10 was expected";
        return s.Has(ProtectionSet.RetryBudget) && s.RetriesOfLoads == 0 ? "--protect retry-budget: there are no retries to limit; --retries above 0 was expected with it" : null;
    }

    private static string? Unused(SimSettings s, ProtectionSet needed, bool given, string names) =>
        given && !s.Has(needed) ? $": nothing of it is used without {names}; --protect {names} was expected with it" : null;
}
