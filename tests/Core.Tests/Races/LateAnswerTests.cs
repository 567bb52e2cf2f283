using AkkaCacheSim.Core.Messages;

namespace AkkaCacheSim.Core.Tests.Races;

/// <summary>What was given up comes true later. Guards: a late commit invalidates, and an answer to a flight that has landed is nobody's.</summary>
public sealed class LateAnswerTests
{
    [Theory]
    [InlineData("cache-aside")]
    [InlineData("read-through")]
    public void WhenAWriteThatTimedOutIsCommittedAfterAll_ThenNoOlderCopyStays(string read)
    {
        var rig = new RaceRig(RaceRig.Settings with { Read = read });
        rig.Client(1, MessageKind.Set);
        rig.PassTo(RaceRig.Timeout);
        Assert.Equal(Outcome.Timeout, rig.Results[1].Outcome);

        // A reader fills in between: the row is still the old one.
        rig.Client(2);
        rig.Row(1, 4);
        Assert.Equal(4, rig.Held());
        rig.Commit(0, 5);
        Assert.Equal(0, rig.Held());
    }

    [Fact]
    public void WhenTheOutcomeOfAWriteIsUnknown_ThenTheCopyFromBeforeItGoes()
    {
        var rig = new RaceRig(RaceRig.Settings);
        rig.Client(1);
        rig.Row(0, 4);
        rig.Client(2, MessageKind.Set);
        rig.PassTo(RaceRig.Timeout);
        Assert.Equal((Outcome.Timeout, 0), (rig.Results[2].Outcome, rig.Held()));
    }

    [Theory]
    [InlineData("cache-aside")]
    [InlineData("read-through")]
    public void WhenALoadThatTimedOutBringsItsRowAfterAll_ThenItIsNotKept(string read)
    {
        var rig = new RaceRig(RaceRig.Settings with { Read = read, Retries = 0 });
        rig.Client(1);
        rig.PassTo(RaceRig.Timeout);
        Assert.Equal(Outcome.Timeout, rig.Results[1].Outcome);

        // The next reader's load has the same slot as the first one's.
        rig.Client(2);
        rig.Row(0, 4);
        Assert.Equal(0, rig.Held());
        Assert.False(rig.Results.ContainsKey(2));
        rig.Row(0, 5);
        Assert.Equal((5, 5), (rig.Results[2].Version, rig.Held()));
    }
}
