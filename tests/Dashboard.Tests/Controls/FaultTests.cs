using AkkaCacheSim.Dashboard.Controls;

namespace AkkaCacheSim.Dashboard.Tests.Controls;

public sealed class FaultTests
{
    private static readonly MemberView[] Members = [Member("console"), Member("origin"), Member("coordinator-0"), Member("node-0"), Member("node-1")];

    [Theory]
    [InlineData("node", "up", "Kill,Stop,Pause,Restart")]
    [InlineData("node", "cut off", "Kill,Stop,Pause,Restart")]
    [InlineData("node", "silent", "Kill,Stop,Pause,Restart")]
    [InlineData("origin", "paused", "Resume,Kill,Stop")]
    [InlineData("node", "stopped", "Restart")]
    [InlineData("node", "down (signal 9)", "Restart")]
    [InlineData("console", "up", "")]
    public void WhenAMemberIsInAState_ThenOnlyWhatFitsItIsOffered(string role, string status, string deeds) =>
        Assert.Equal(deeds, string.Join(',', MemberDeed.For(new MemberView("x", role, 1, status, new Dictionary<string, long>())).Select(deed => deed.Name)));

    [Fact]
    public void WhenMembersArePicked_ThenTheyAreOneGroupOrOneEach()
    {
        var pick = new PartitionPick();
        Assert.Empty(pick.Groups(Members));
        pick.Set("node-1", true);
        pick.Set("node-0", true);
        Assert.Equal(["node-0,node-1"], pick.Groups(Members));
        pick.Apart = true;
        Assert.Equal(["node-0", "node-1"], pick.Groups(Members));
        pick.Set("node-1", false);
        Assert.Equal(["node-0"], pick.Groups(Members));
    }

    [Fact]
    public void WhenAPickedMemberIsGone_ThenItIsNotInTheGroup()
    {
        var pick = new PartitionPick();
        pick.Set("node-0", true);
        pick.Set("node-9", true);
        Assert.Equal(["node-0"], pick.Groups(Members));
    }

    [Fact]
    public void WhenHalfOrMoreArePicked_ThenThereIsAWarning()
    {
        var pick = new PartitionPick();
        pick.Set("node-0", true);
        pick.Set("node-1", true);
        Assert.Null(pick.Warning(Members));
        pick.Set("origin", true);
        Assert.NotNull(pick.Warning(Members));
    }

    [Theory]
    [InlineData("10s", 10_000)]
    [InlineData("1ms", 1)]
    [InlineData("10m", 600_000)]
    [InlineData("11m", null)]
    [InlineData("0", null)]
    [InlineData("none", null)]
    [InlineData("soon", null)]
    [InlineData("", null)]
    public void WhenATimeIsTyped_ThenItIsOneFromAMillisecondToTenMinutes(string text, int? ms) => Assert.Equal(ms, FaultTime.TryParse(text, out var read) ? (int)read : null);

    [Fact]
    public void WhenALoadHasNoDuration_ThenNoneIsAskedFor()
    {
        var form = new LoadForm { Rate = " 200 ", Keys = "5", Skew = "0", WriteShare = "0.1", BypassShare = "0.2" };
        Assert.Equal(["rate=200", "keys=5", "theta=0", "write-share=0.1", "bypass-share=0.2"], form.Options());
        form.Duration = "30s";
        Assert.Equal("duration=30s", form.Options()[^1]);
    }

    private static MemberView Member(string name) => new(name, name.Split('-')[0], 1, "up", new Dictionary<string, long>());
}
