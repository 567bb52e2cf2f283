using AkkaCacheSim.Dashboard.Controls;

namespace AkkaCacheSim.Dashboard.Tests.Controls;

public sealed class PolicyTests
{
    private static readonly Policy Protect = Policies.Find("protect")!;

    [Theory]
    [InlineData("none", "swr", true, "swr")]
    [InlineData("swr", "single-flight", true, "single-flight,swr")]
    [InlineData("single-flight,swr", "single-flight", false, "swr")]
    [InlineData("swr", "swr", false, "none")]
    [InlineData("swr", "lock", false, "swr")]
    public void WhenOneOfAListIsSwitched_ThenTheOthersStay(string before, string choice, bool on, string after) => Assert.Equal(after, Protect.Switch(before, choice, on));

    [Fact]
    public void WhenNeitherInvalidationIsOn_ThenTtlIsLeft() => Assert.Equal("ttl", Policies.Find("invalidation")!.Switch("cdc", "cdc", false));

    [Theory]
    [InlineData("swr-window", "none", false)]
    [InlineData("swr-window", "lock,stale-if-error", true)]
    [InlineData("lease-timeout", "lock,stale-if-error", true)]
    [InlineData("xfetch-beta", "lock,stale-if-error", false)]
    public void WhenASettingNeedsAProtection_ThenItIsOfUseOnlyWithIt(string name, string protect, bool met) =>
        Assert.Equal(met, Policies.Find(name)!.Need!.Met(new Dictionary<string, string> { ["protect"] = protect }));

    [Theory]
    [InlineData("cache-aside", "write-through", "redis-orm")]
    [InlineData("read-through", "write-around", "cdn")]
    [InlineData("cache-aside", "write-back", "analytics-ingest")]
    [InlineData("read-through", "write-back", "")]
    public void WhenReadAndWriteAreAPreset_ThenItIsNamed(string read, string write, string preset) =>
        Assert.Equal(preset, Preset.Of(new Dictionary<string, string> { ["read"] = read, ["write"] = write }));

    [Fact]
    public void WhenSettingsAreExplained_ThenEachIsOnce()
    {
        var names = Policies.Groups.SelectMany(group => group.Policies).Select(policy => policy.Name).ToList();
        Assert.Equal(names.Distinct(), names);
    }
}
