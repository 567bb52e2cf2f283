using AkkaCacheSim.Core.History;
using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Tests.Support;

namespace AkkaCacheSim.Core.Tests.Nodes;

/// <summary>Writes that are announced to the owner and stored there.</summary>
public sealed class NodeStoreTests
{
    private readonly NodeRig _rig = new();

    [Fact]
    public void WhenTheNewerRowExpiredMeanwhile_ThenAStoreOfAnOlderOneIsRejected()
    {
        var write = _rig.Announce(1, "k");
        _rig.Load(2, "k", 8);
        _rig.Lookup(1_500, "k", 3);
        Assert.Equal(0, _rig.Held("k"));
        _rig.Store(1_501, write, "k", 7);
        Assert.Equal(0, _rig.Held("k"));
    }

    [Fact]
    public void WhenWritesAreAnnouncedAndStoredInTheWrongOrder_ThenTheNewerStays()
    {
        var older = _rig.Announce(1, "k");
        var newer = _rig.Announce(2, "k");
        _rig.Store(3, newer, "k", 2);
        _rig.Store(4, older, "k", 1);
        Assert.Equal(2, _rig.Held("k"));
    }

    [Fact]
    public void WhenANewerCopyWasThereBeforeAWriteWasAnnounced_ThenItsStoreDoesNotReplaceIt()
    {
        _rig.Load(1, "k", 8);
        _rig.Store(3, _rig.Announce(2, "k"), "k", 7);
        Assert.Equal((8, 1), (_rig.Held("k"), _rig.Node.Counters.Rejected));
    }

    [Fact]
    public void WhenAWriteIsStored_ThenAReadOfTheRowBeforeItCannotFill()
    {
        var read = _rig.Miss(1, "k");
        _rig.Store(3, _rig.Announce(2, "k"), "k", 2);
        _rig.Invalidate(4, "k", Message.NoVersion);
        _rig.Fill(5, read, "k", 1);
        Assert.Equal(0, _rig.Held("k"));
    }

    [Fact]
    public void WhenNewsOfASuccessorOvertookAnAnnouncement_ThenTheOlderStoreIsRejected()
    {
        _rig.Invalidate(1, "k", 8);
        _rig.Store(3, _rig.Announce(2, "k"), "k", 7);
        Assert.Equal((0, 1), (_rig.Held("k"), _rig.Node.Counters.Rejected));
        _rig.Store(5, _rig.Announce(4, "k"), "k", 8);
        Assert.Equal(8, _rig.Held("k"));
    }

    [Fact]
    public void WhenAStoreIsTurnedAway_ThenNoOlderCopyStays()
    {
        _rig.Load(1, "k", 3);
        _rig.Store(2, 1, "k", 4);
        Assert.Equal(0, _rig.Held("k"));
    }

    [Fact]
    public void WhenAStoreHasNoLiveToken_ThenItIsAnsweredAndNotKept()
    {
        _rig.Store(1, 1, "k", 3);
        Assert.Equal((0, 1), (_rig.Node.Entries, _rig.Node.Counters.Rejected));
    }

    [Fact]
    public void WhenADeleteIsStored_ThenTheCopyGoesAndNoOlderReadCanFill()
    {
        _rig.Load(1, "k", 4);
        _rig.Invalidate(1, "other", 1);
        var read = _rig.Announce(1, "k");
        _rig.Store(2, _rig.Announce(1, "k"), "k", 5, deleted: true);
        Assert.Equal(0, _rig.Held("k"));
        _rig.Store(3, read, "k", 4);
        Assert.Equal(0, _rig.Held("k"));
        Assert.Contains(_rig.Effects.Lines, line => line is { Kind: HistoryKind.Drop, Key: "k", Cause: Causes.Deleted });
    }

    [Fact]
    public void WhenADeletedKeyNeverExisted_ThenNothingIsKept()
    {
        var write = _rig.Announce(1, "k");
        _rig.Receive(2, Who.Coordinator, new Message { Kind = MessageKind.Store, Request = write, Key = "k", Version = 0 });
        Assert.Equal(0, _rig.Node.Entries);
    }

    [Fact]
    public void WhenAReaderComesAfterARemoveDuringALoad_ThenItDoesNotGetTheOldValue()
    {
        var load = _rig.Miss(1, "k");
        _rig.Store(3, _rig.Announce(2, "k"), "k", 5, deleted: true);
        _rig.Fill(4, load, "k", 4);
        Assert.Equal(MessageKind.Miss, _rig.Lookup(5, "k").Kind);
    }
}
