using AkkaCacheSim.Dashboard.Picture;

namespace AkkaCacheSim.Dashboard.Tests.Picture;

public sealed class NodeFaceTests
{
    private static readonly Dictionary<string, string> InSlots = new() { ["slots"] = "8", ["capacity"] = "none" };
    private static readonly Dictionary<string, string> InBytes = new() { ["slots"] = "8", ["capacity"] = "64KB" };

    [Theory]
    [InlineData("up", MemberState.Live, "live", "live")]
    [InlineData("paused", MemberState.Paused, "paused", "paused")]
    [InlineData("cut off", MemberState.CutOff, "cut-off", "cut off")]
    [InlineData("silent", MemberState.Down, "down", "no answer")]
    [InlineData("stopped", MemberState.Down, "down", "down (stopped)")]
    [InlineData("down (signal 9)", MemberState.Down, "down", "down (signal 9)")]
    public void WhenStatusSaysHowAProcessIs_ThenItsStateHasANameAndWords(string status, MemberState state, string name, string words)
    {
        Assert.Equal(state, MemberStates.Of(status));
        Assert.Equal(name, state.Name());
        Assert.Equal(words, MemberStates.Words(status));
    }

    [Fact]
    public void WhenStatesAreDrawn_ThenEachHasAnIconOfItsOwn() =>
        Assert.Equal(4, Enum.GetValues<MemberState>().Select(state => state.Icon()).Distinct().Count());

    [Fact]
    public void WhenANodeIsLive_ThenItsSlotsAreCountedAndShown()
    {
        var face = NodeFace.Of(Views.Member("node-0", "node"), Holding(2, 8), InSlots);
        Assert.Equal("2/8 slots", face.Room);
        Assert.Equal(["k0", "k1"], face.Slots.Select(slot => slot.Key));
        Assert.Null(face.Rest);
        Assert.Null(face.Empty);
    }

    [Fact]
    public void WhenItHoldsMoreThanIsShown_ThenItSaysHowManyAndWhatIsWrongWithThem()
    {
        var contents = Holding(64, 64) with { Entries = 1_000 };
        Assert.Equal("and 992 more", NodeFace.Of(Views.Member("node-0", "node"), contents, InSlots).Rest);
        var marked = contents with { Slots = [.. contents.Slots.Take(8), Views.Slot("s", stale: true), Views.Slot("d", dirty: true), Views.Slot("e", dirty: true)] };
        Assert.Equal("and 992 more, 1 of them stale and 2 dirty", NodeFace.Of(Views.Member("node-0", "node"), marked, InSlots).Rest);
        Assert.Equal(NodeFace.MostSlots, NodeFace.Of(Views.Member("node-0", "node"), marked, InSlots).Slots.Count);
    }

    [Fact]
    public void WhenCapacityIsBytes_ThenThereIsNoNumberOfSlots() =>
        Assert.Equal("2 entries, 1.5 kB of 64 kB", NodeFace.Of(Views.Member("node-0", "node", "up", ("used", 1_500)), Holding(2, 64_000), InBytes).Room);

    [Theory]
    [InlineData("paused", "?/8 slots")]
    [InlineData("cut off", "?/8 slots")]
    [InlineData("down (signal 9)", "0/8 slots")]
    public void WhenANodeDoesNotAnswer_ThenWhatItHeldIsNotShown(string status, string room)
    {
        var face = NodeFace.Of(Views.Member("node-0", "node", status), Holding(2, 8), InSlots);
        Assert.Equal(room, face.Room);
        Assert.Empty(face.Slots);
        Assert.NotNull(face.Empty);
    }

    [Fact]
    public void WhenANodeIsEmpty_ThenItSaysHowToFillIt()
    {
        var face = NodeFace.Of(Views.Member("node-0", "node"), Holding(0, 8), InSlots);
        Assert.Equal("0/8 slots", face.Room);
        Assert.StartsWith("Empty", face.Empty, StringComparison.Ordinal);
    }

    [Fact]
    public void WhenAnEntryIsDrawn_ThenWhatItLacksIsSaid()
    {
        Assert.Equal(new SlotFace("k", "v", false, "v1", "5.0 s", false, true), SlotFace.Of(Views.Slot("k", stale: true)));
        Assert.Equal(new SlotFace("k", "known not to exist", true, "v–", "no TTL", false, false), SlotFace.Of(new SlotView("k", null, null, null, false, false)));
    }

    private static NodeContents Holding(int entries, int capacity) => new("node-0", entries, capacity, [.. Enumerable.Range(0, entries).Select(i => Views.Slot($"k{i}"))]);
}
