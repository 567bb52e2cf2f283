using AkkaCacheSim.Core.Settings;

namespace AkkaCacheSim.Core.Tests.Settings;

public sealed class ProtectionCheckTests
{
    private static readonly SimSettings All = new()
    {
        Protect = ProtectionSet.SingleFlight | ProtectionSet.Lock | ProtectionSet.Swr | ProtectionSet.StaleIfError | ProtectionSet.XFetch | ProtectionSet.FanOut
            | ProtectionSet.Refresh | ProtectionSet.Negative,
    };

    [Fact]
    public void WhenSomethingIsSetOfAProtectionThatIsOff_ThenTheLineNamesBoth()
    {
        Check(new SimSettings { SwrWindow = Durations.Second }, "--swr-window: nothing of it is used without swr or stale-if-error; --protect swr or stale-if-error was expected with it");
        Check(new SimSettings { XFetchBeta = 2 }, "--xfetch-beta: nothing of it is used without xfetch; --protect xfetch was expected with it");
        Check(new SimSettings { LeaseTimeout = Durations.Second }, "--lease-timeout: nothing of it is used without lock; --protect lock was expected with it");
        Check(new SimSettings { FanOut = 2 }, "--fan-out: nothing of it is used without fan-out; --protect fan-out was expected with it");
        Check(new SimSettings { RefreshPeriod = Durations.Second }, "--refresh-period: nothing of it is used without refresh; --protect refresh was expected with it");
        Check(new SimSettings { HotKeys = "a" }, "--hot-keys: nothing of it is used without fan-out or refresh; --protect fan-out or refresh was expected with it");
        Check(new SimSettings { NegativeTtl = Durations.Second }, "--negative-ttl: nothing of it is used without negative; --protect negative was expected with it");
    }

    [Fact]
    public void WhenAValueIsOutOfBounds_ThenTheLineNamesTheOptionTheValueAndWhatWasExpected()
    {
        Check(All with { SwrWindow = 0 }, "--swr-window 0: a duration above 0 was expected");
        Check(All with { SwrWindow = Durations.None }, "--swr-window none: a duration above 0 was expected");
        Check(All with { XFetchBeta = 0 }, "--xfetch-beta 0: a number above 0, at most 1000, was expected");
        Check(All with { XFetchBeta = 1_001 }, "--xfetch-beta 1001: a number above 0, at most 1000, was expected");
        Check(All with { XFetchBeta = double.NaN }, "--xfetch-beta NaN: a number above 0, at most 1000, was expected");
        Check(All with { LeaseTimeout = 0 }, "--lease-timeout 0: a duration up to --timeout, 2s, was expected");
        Check(All with { LeaseTimeout = 3 * Durations.Second }, "--lease-timeout 3s: a duration up to --timeout, 2s, was expected");
        Check(All with { FanOut = 1 }, "--fan-out 1: a number from 2 to --nodes, 4, was expected");
        Check(All with { FanOut = 5 }, "--fan-out 5: a number from 2 to --nodes, 4, was expected");
        Check(All with { Nodes = 1 }, "--fan-out 1: a number from 2 to --nodes, 1, was expected");
        Check(new SimSettings { FanOutBy = "segment" }, "--fan-out-by: nothing of it is used without fan-out; --protect fan-out was expected with it");
        Check(new SimSettings { Protect = ProtectionSet.XFetch, Ttl = Durations.None }, "--protect xfetch: only copies that expire can be loaded early; --ttl with a duration was expected");
        Check(All with { FanOutBy = "user" }, "--fan-out-by user: one of random, segment was expected");
        Check(All with { RefreshPeriod = 0 }, "--refresh-period 0: a duration below --ttl, 30s, was expected");
        Check(All with { RefreshPeriod = 30 * Durations.Second }, "--refresh-period 30s: a duration below --ttl, 30s, was expected");
        Check(All with { HotKeys = "a,,b" }, "--hot-keys a,,b: detect, or keys with commas between them, was expected");
        Check(All with { HotKeys = string.Empty }, "--hot-keys : detect, or keys with commas between them, was expected");
        Check(All with { NegativeTtl = 0 }, "--negative-ttl 0: a duration above 0 was expected");
        Check(new SimSettings { Retries = -1 }, "--retries -1: a number from 0 to 10 was expected");
        Check(new SimSettings { Retries = 11 }, "--retries 11: a number from 0 to 10 was expected");
    }

    [Fact]
    public void WhenAProtectionCannotWorkUnderTheOtherSettings_ThenTheLineSaysWhatItNeeds()
    {
        Check(new SimSettings { Ttl = Durations.None, Protect = ProtectionSet.Swr }, "--protect swr: only copies that expire can be stale; --ttl with a duration was expected");
        Check(new SimSettings { Ttl = Durations.None, Protect = ProtectionSet.StaleIfError | ProtectionSet.Lock }, "--protect lock,stale-if-error: only copies that expire can be stale; --ttl with a duration was expected");
        Check(new SimSettings { Write = "write-back", Durability = "volatile", Protect = ProtectionSet.FanOut }, "--protect fan-out: the other copies' nodes can't see what is dirty in an owner's memory; --durability durable was expected with it");
        Check(new SimSettings { Protect = ProtectionSet.RetryBudget }, "--protect retry-budget: there are no retries to limit; --retries above 0 was expected with it");
    }

    [Fact]
    public void WhenValuesAreAtTheirBounds_ThenThereIsNothingWrong()
    {
        Assert.Empty(ProtectionCheck.Problems(All));
        Assert.Empty(ProtectionCheck.Problems(All with { SwrWindow = 1, XFetchBeta = 1_000, LeaseTimeout = 2 * Durations.Second, FanOut = 4, FanOutBy = "segment", RefreshPeriod = 1, HotKeys = "a,b", NegativeTtl = 1, Retries = 10 }));
        Assert.Empty(ProtectionCheck.Problems(All with { LeaseTimeout = 1, FanOut = 2, RefreshPeriod = (30 * Durations.Second) - 1, NegativeTtl = Durations.None, Retries = 0 }));
        Assert.Empty(ProtectionCheck.Problems(new SimSettings { Ttl = Durations.None, Protect = ProtectionSet.Refresh }));
        Assert.Empty(ProtectionCheck.Problems(new SimSettings { Protect = ProtectionSet.RetryBudget, Read = "read-through" }));
        Assert.Empty(ProtectionCheck.Problems(new SimSettings { Protect = ProtectionSet.FanOut, Write = "write-back" }));
    }

    [Fact]
    public void WhenNothingIsNamed_ThenTheTimesAreTheDefaults()
    {
        var settings = All with { Timeout = 1_000, Ttl = 900 };
        Assert.Equal((450, 900, SimSettings.DefaultSwrWindow, 4, 300), (settings.LeaseFor, settings.WaitFor, settings.StaleFor, settings.CopiesOfHot, settings.RefreshEvery));
        var none = settings with { Protect = ProtectionSet.None };
        Assert.Equal((0, 1, Durations.None, 0), (none.StaleFor, none.CopiesOfHot, none.RefreshEvery, none.RetriesOfLoads));
        Assert.Equal(1, (none with { Read = "read-through" }).RetriesOfLoads);
    }

    private static void Check(SimSettings settings, string expected) => Assert.Equal(expected, Assert.Single(ProtectionCheck.Problems(settings)));
}
