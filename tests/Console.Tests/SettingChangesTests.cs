using AkkaCacheSim.Console.Commands;
using AkkaCacheSim.Core.Settings;

namespace AkkaCacheSim.Console.Tests;

public sealed class SettingChangesTests
{
    private static readonly SimSettings Locked = new() { Protect = ProtectionSet.Lock, Placement = "ketama" };

    [Theory]
    [InlineData("--timeout", "ttl=1s", "timeout=none")]
    [InlineData("--placement", "placement=telepathy")]
    [InlineData("--swr-window", "swr-window=5s")]
    public void WhenChangesComeToSomethingImpossible_ThenTheyAreRefused(string named, params string[] changes) =>
        Assert.Contains(named, Assert.Throws<UsageException>(() => SettingChanges.Apply(Locked, changes)).Message, StringComparison.Ordinal);

    [Fact]
    public void WhenAChangeIsOfSomethingThatTheClusterHas_ThenItNeedNotBeNamedAgain()
    {
        Assert.Equal(Durations.Second, SettingChanges.Apply(Locked, ["lease-timeout=1s"]).LeaseTimeout);
        Assert.Equal("1,2,1,1", SettingChanges.Apply(Locked, ["weights=1,2,1,1"]).Weights);
    }

    [Fact]
    public void WhenAProtectionIsTurnedOff_ThenWhatWasSetOfItGoesToo()
    {
        var on = SettingChanges.Apply(Locked, ["swr-window=5s", "protect=swr,xfetch", "xfetch-beta=2"]);
        Assert.Equal((5 * Durations.Second, 2), (on.SwrWindow, on.XFetchBeta));
        Assert.Equal(new SimSettings { Placement = "ketama" }, SettingChanges.Apply(on, ["protect=none"]));
    }
}
