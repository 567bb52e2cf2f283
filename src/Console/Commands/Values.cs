using System.Globalization;
using AkkaCacheSim.Core.Settings;

namespace AkkaCacheSim.Console.Commands;

/// <summary>Reads the values of options; what can't be read is named, with what was expected.</summary>
internal static class Values
{
    public static long Whole(string option, string text, long least, long most, string? orElse = null) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most
            ? value
            : throw Expected(option, text, $"a whole number from {least} to {most}{(orElse is null ? string.Empty : " " + orElse)}");

    public static double Real(string option, string text, double least, double most) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most
            ? value
            : throw Expected(option, text, string.Create(CultureInfo.InvariantCulture, $"a number from {least} to {most}"));

    public static long Duration(string option, string text) =>
        Durations.TryParse(text, out var value) ? value : throw Expected(option, text, "a duration such as 250ms, 2s, 5m or none");

    public static long Limited(string option, string text) =>
        Duration(option, text) is var value && value != Durations.None ? value : throw Expected(option, text, "a duration such as 250ms, 2s or 5m");

    public static long Size(string option, string text) =>
        Sizes.TryParse(text, out var value) && value > 0 ? value : throw Expected(option, text, "a size such as 500KB, 64MB or 1GiB");

    /// <summary>Members of a cluster, each HOST:PORT.</summary>
    public static IReadOnlyList<string> Members(string option, string text)
    {
        var members = text.Split(',');
        return Array.TrueForAll(members, IsMember) ? members : throw Expected(option, text, "HOST:PORT, or several with commas between them,");

        static bool IsMember(string member) => member.LastIndexOf(':') is > 0 and var colon && ushort.TryParse(member.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port > 0;
    }

    public static ServiceTime Service(string option, string text) =>
        ServiceTime.TryParse(text, out var value) ? value : throw Expected(option, text, "0, a duration, or uniform:LEAST,MOST");

    public static string OneOf(string option, string text, params ReadOnlySpan<string> known) =>
        known.Contains(text) ? text : throw Expected(option, text, "one of " + string.Join(", ", known.ToArray()));

    public static InvalidationStrategies Strategies(string option, string text)
    {
        var strategies = InvalidationStrategies.Ttl;
        foreach (var word in text.Split(','))
        {
            strategies |= OneOf(option, word, "ttl", "explicit", "cdc") switch
            {
                "explicit" => InvalidationStrategies.Explicit,
                "cdc" => InvalidationStrategies.Cdc,
                _ => InvalidationStrategies.Ttl,
            };
        }

        return strategies;
    }

    /// <summary>Other protections; what was set of those that are off now goes with them.</summary>
    public static SimSettings Protect(SimSettings settings, string value)
    {
        if (!ProtectionList.TryParse(value, out var protect)) throw Expected("--protect", value, "none, or a list of " + string.Join(", ", ProtectionList.Names.Skip(1)));
        var next = settings with { Protect = protect };
        return next with
        {
            SwrWindow = next.Has(ProtectionSet.Swr | ProtectionSet.StaleIfError) ? next.SwrWindow : null,
            XFetchBeta = next.Has(ProtectionSet.XFetch) ? next.XFetchBeta : null,
            LeaseTimeout = next.Has(ProtectionSet.Lock) ? next.LeaseTimeout : null,
            FanOut = next.Has(ProtectionSet.FanOut) ? next.FanOut : null,
            FanOutBy = next.Has(ProtectionSet.FanOut) ? next.FanOutBy : "random",
            RefreshPeriod = next.Has(ProtectionSet.Refresh) ? next.RefreshPeriod : null,
            HotKeys = next.Has(ProtectionSet.FanOut | ProtectionSet.Refresh) ? next.HotKeys : SimSettings.DetectHotKeys,
            NegativeTtl = next.Has(ProtectionSet.Negative) ? next.NegativeTtl : null,
        };
    }

    public static UsageException Expected(string option, string text, string expected)
    {
        // A value may be a megabyte; the message is for a person.
        const int Shown = 60;
        var shown = text.Length <= Shown ? text : text[..Shown] + "…";
        return new UsageException($"{option} {shown}: {expected} was expected");
    }

    /// <summary>The read and write policies that go by one name.</summary>
    public static SimSettings Preset(SimSettings settings, string value) => value switch
    {
        "redis-orm" => settings with { Read = "cache-aside", Write = "write-through" },
        "cdn" => settings with { Read = "read-through", Write = "write-around" },
        "analytics-ingest" => settings with { Read = "cache-aside", Write = "write-back" },
        _ => throw new UsageException($"--preset {value}: one of redis-orm, cdn, analytics-ingest was expected"),
    };
}
