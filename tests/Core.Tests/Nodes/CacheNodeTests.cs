using AkkaCacheSim.Core.History;
using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Nodes;
using AkkaCacheSim.Core.Placement;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Tests.Support;

namespace AkkaCacheSim.Core.Tests.Nodes;

public sealed class CacheNodeTests
{
    private readonly NodeRig _rig = new();

    [Theory]
    [InlineData(2)]
    [InlineData(Message.NoVersion)]
    public void WhenALookupArrivesTwiceWithNewsInBetween_ThenItsFillIsStillTooOld(long news)
    {
        var rig = new NodeRig();
        var request = rig.Miss(1, "k");
        rig.Invalidate(2, "k", news);
        rig.Lookup(3, "k", request);
        rig.Fill(4, request, "k", 1);
        Assert.Equal(0, rig.Held("k"));
    }

    // A process that was killed could not say what went with it; the one in its place does.
    [Fact]
    public void WhenANodeStarts_ThenTheHistorySaysThatItHoldsNothing() =>
        Assert.Contains(_rig.Effects.Lines, line => line is { Kind: HistoryKind.Drop, Key: null, Cause: Causes.Start, End: 0 } && line.Node == Who.Node);

    [Fact]
    public void WhenAKeyWasFilled_ThenALookupHits()
    {
        _rig.Load(10, "k", 3);
        var answer = _rig.Lookup(20, "k", request: 5);
        Assert.Equal((MessageKind.Hit, 5, "v3", 3), (answer.Kind, answer.Request, answer.Value, answer.Version));
        Assert.Equal((1, 1), (_rig.Node.Counters.Hits, _rig.Node.Counters.Misses));
    }

    [Fact]
    public void WhenAnotherNodeOwnsTheKey_ThenItIsMovedAndNoTokenIsGranted()
    {
        _rig.Node.ViewChanged(0, new View([Who.Node, Who.OtherNode]));
        var placement = Placements.Create(new SimSettings(), [Who.Node, Who.OtherNode])!;
        var foreign = Keys().First(key => placement.Owner(key) == Who.OtherNode);
        Assert.Equal(MessageKind.Moved, _rig.Lookup(1, foreign, 5).Kind);
        _rig.Announce(1, foreign);
        _rig.Fill(2, 5, foreign, 1);
        Assert.Equal((0, 1, 1), (_rig.Node.Entries, _rig.Node.Counters.Moved, _rig.Node.Counters.Rejected));
    }

    [Fact]
    public void WhenTheNodeKnowsNoPlace_ThenItIsNotReadyAndHoldsNothing()
    {
        _rig.Load(1, "k", 1);
        _rig.Node.ViewChanged(2, new View([Who.OtherNode]));
        Assert.False(_rig.Node.Ready);
        Assert.Equal(0, _rig.Node.Entries);
        Assert.Equal(MessageKind.Moved, _rig.Lookup(3, "k").Kind);
    }

    [Fact]
    public void WhenTheTtlHasPassedSinceTheToken_ThenTheCopyIsNotServedHoweverLateItWasFilled()
    {
        var token = _rig.Miss(100, "k");
        _rig.Fill(900, token, "k", 1);
        Assert.Equal(MessageKind.Hit, _rig.Lookup(1_099, "k").Kind);
        Assert.Equal(MessageKind.Miss, _rig.Lookup(1_100, "k").Kind);
    }

    [Fact]
    public void WhenTheReadWaitedAtTheOrigin_ThenTheTtlCountsFromTheEndOfTheWait()
    {
        var token = _rig.Miss(100, "k");
        _rig.Fill(900, token, "k", 1, wait: 50);
        Assert.Equal(MessageKind.Hit, _rig.Lookup(1_149, "k").Kind);
        Assert.Equal(MessageKind.Miss, _rig.Lookup(1_150, "k").Kind);
    }

    [Fact]
    public void WhenAFillComesAfterItsTtl_ThenNothingIsKeptAndAnOlderCopyGoes()
    {
        var late = _rig.Miss(0, "k");
        _rig.Load(500, "k", 1);
        _rig.Fill(1_200, late, "k", 2);
        Assert.Equal(0, _rig.Node.Entries);
        Assert.Contains(_rig.Effects.Lines, line => line is { Kind: HistoryKind.Drop, Key: "k", Cause: Causes.Ttl, End: 1_200 });
    }

    [Fact]
    public void WhenTheTtlRunsOut_ThenTheTimerDropsTheCopy()
    {
        _rig.Load(100, "k", 1);
        _rig.Load(200, "l", 1);
        Assert.Equal(1_100, _rig.Effects.TimerAt);
        Assert.True(_rig.Effects.TakeDueTimer(1_100));
        _rig.Node.Tick(1_100);
        Assert.Equal(["l"], _rig.Node.Copies().Select(copy => copy.Key));
        Assert.Equal(1_200, _rig.Effects.TimerAt);
        Assert.Contains(_rig.Effects.Lines, line => line is { Kind: HistoryKind.Drop, Key: "k", Cause: Causes.Ttl, End: 1_100, Version: 1 });
    }

    [Fact]
    public void WhenTheTimerComesLate_ThenTheExpiredCopyIsNotServed()
    {
        _rig.Load(100, "k", 1);
        _rig.Node.Receive(5_000, Who.Coordinator, new Message { Kind = MessageKind.Lookup, Key = "k" });
        Assert.Equal(MessageKind.Miss, _rig.Effects.TakeOne().Kind);
        Assert.Equal(0, _rig.Node.Entries);
    }

    [Fact]
    public void WhenThereIsNoTtl_ThenCopiesStay()
    {
        var rig = new NodeRig(new SimSettings { Slots = 4, Ttl = Durations.None });
        rig.Load(1, "k", 1);
        Assert.Equal(long.MaxValue, rig.Effects.TimerAt);
        Assert.Equal(MessageKind.Hit, rig.Lookup(long.MaxValue - 1, "k").Kind);
    }

    [Fact]
    public void WhenRoomIsNeeded_ThenTheLeastRecentlyUsedLeaves()
    {
        foreach (var key in new[] { "a", "b", "c", "d" }) _rig.Load(1, key, 1);
        _rig.Lookup(2, "a");
        _rig.Load(3, "e", 1);
        Assert.Equal(["a", "c", "d", "e"], _rig.Node.Copies().Select(copy => copy.Key).Order());
        Assert.Equal(1, _rig.Node.Counters.Evictions);
        Assert.Contains(_rig.Effects.Lines, line => line is { Kind: HistoryKind.Drop, Key: "b", Cause: Causes.Evicted });
    }

    [Fact]
    public void WhenAnEvictedSlotIsReused_ThenTheOldExpiryDoesNotDropTheNewEntry()
    {
        var rig = new NodeRig(new SimSettings { Slots = 1, Ttl = 1_000 });
        rig.Load(0, "a", 1);
        rig.Load(600, "b", 1);
        Assert.Equal(MessageKind.Hit, rig.Lookup(1_500, "b").Kind);
    }

    [Fact]
    public void WhenFillsAreRacing_ThenEachNeedsItsOwnTokenOnce()
    {
        var token = _rig.Miss(1, "k");
        _rig.Fill(2, token + 1, "k", 1);
        Assert.Equal(0, _rig.Held("k"));
        _rig.Fill(3, token, "other", 1);
        Assert.Equal(0, _rig.Node.Entries);
        _rig.Fill(4, token, "k", 1);
        Assert.Equal(0, _rig.Held("k"));
        Assert.Equal(3, _rig.Node.Counters.Rejected);
    }

    [Fact]
    public void WhenTheHolderDied_ThenItsNextLifeCannotUseTheToken()
    {
        var token = _rig.Miss(1, "k");
        _rig.Receive(2, Who.Coordinator with { Incarnation = 2 }, new Message { Kind = MessageKind.Fill, Request = token, Key = "k", Value = "x", Version = 9 });
        Assert.Equal(0, _rig.Node.Entries);
    }

    [Fact]
    public void WhenATokenWasReleased_ThenItsFillIsRejected()
    {
        var token = _rig.Miss(1, "k");
        _rig.Receive(2, Who.Coordinator, new Message { Kind = MessageKind.Release, Request = token, Key = "k" });
        _rig.Fill(3, token, "k", 1);
        Assert.Equal(0, _rig.Node.Entries);
    }

    [Fact]
    public void WhenAFillWasReadBeforeAnInvalidationThatLandsFirst_ThenItIsRejected()
    {
        var token = _rig.Miss(1, "k");
        _rig.Invalidate(2, "k", 5);
        _rig.Fill(3, token, "k", 4);
        Assert.Equal((0, 1), (_rig.Held("k"), _rig.Node.Counters.Rejected));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    public void WhenAFillIsAtOrAboveTheFloor_ThenItIsAccepted(long version)
    {
        var token = _rig.Miss(1, "k");
        _rig.Invalidate(2, "k", 5);
        _rig.Fill(3, token, "k", version);
        Assert.Equal(version, _rig.Held("k"));
    }

    [Fact]
    public void WhenAnInvalidationNamesNoVersion_ThenItDropsAnyCopyAndVoidsTheTokens()
    {
        var token = _rig.Miss(1, "k");
        var other = _rig.Miss(1, "other");
        _rig.Load(2, "k", 100);
        _rig.Invalidate(3, "k", Message.NoVersion);
        Assert.Equal(0, _rig.Held("k"));
        _rig.Fill(4, token, "k", 200);
        _rig.Fill(4, other, "other", 1);
        Assert.Equal((0, 1), (_rig.Held("k"), _rig.Held("other")));
    }

    [Theory]
    [InlineData(4, 0)]
    [InlineData(5, 5)]
    [InlineData(6, 6)]
    public void WhenAnInvalidationNamesAVersion_ThenOnlyOlderCopiesGo(long held, long left)
    {
        _rig.Load(1, "k", held);
        _rig.Invalidate(2, "k", 5);
        Assert.Equal(left, _rig.Held("k"));
        Assert.Equal(left == 0 ? 1 : 0, _rig.Node.Counters.Invalidated);
    }

    [Fact]
    public void WhenTwoLoadsRace_ThenTheOlderRowNeverReplacesTheNewerOne()
    {
        var first = _rig.Miss(1, "k");
        var second = _rig.Miss(1, "k");
        _rig.Fill(2, second, "k", 8);
        _rig.Fill(3, first, "k", 7);
        Assert.Equal(8, _rig.Held("k"));
    }

    [Fact]
    public void WhenTheNewerRowWasEvictedMeanwhile_ThenTheOlderFillIsStillRejected()
    {
        var first = _rig.Miss(1, "k");
        var second = _rig.Miss(1, "k");
        _rig.Fill(2, second, "k", 8);
        foreach (var key in new[] { "a", "b", "c", "d" }) _rig.Load(3, key, 1);
        Assert.Equal(0, _rig.Held("k"));
        _rig.Fill(4, first, "k", 7);
        Assert.Equal(0, _rig.Held("k"));
    }

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

    [Fact]
    public void WhenTheViewChanges_ThenTokensAreVoidAndWhatIsNotOwnedIsDropped()
    {
        var placement = Placements.Create(new SimSettings(), [Who.Node, Who.OtherNode])!;
        var mine = Keys().First(key => placement.Owner(key) == Who.Node);
        var foreign = Keys().First(key => placement.Owner(key) == Who.OtherNode);
        _rig.Load(1, mine, 1);
        _rig.Load(1, foreign, 1);
        var token = _rig.Miss(2, "k");
        _rig.Node.ViewChanged(3, new View([Who.Node, Who.OtherNode]));
        Assert.Equal([mine], _rig.Node.Copies().Select(copy => copy.Key));
        Assert.Contains(_rig.Effects.Lines, line => line.Kind == HistoryKind.Drop && line.Key == foreign && line.Cause == Causes.Moved);
        _rig.Node.ViewChanged(4, new View([Who.Node]));
        _rig.Fill(5, token, "k", 1);
        Assert.Equal(0, _rig.Held("k"));
    }

    [Fact]
    public void WhenTheNodeRestarts_ThenTokensOfItsEarlierLifeAreVoid()
    {
        var token = _rig.Miss(1, "k");
        var next = new NodeRig();
        next.Fill(2, token, "k", 1);
        Assert.Equal((0, 1), (next.Node.Entries, next.Node.Counters.Rejected));
    }

    [Fact]
    public void WhenTheFillGuardIsOff_ThenTheRaceLeavesAnOldCopyBehind()
    {
        var rig = new NodeRig(new SimSettings { Slots = 4, Ttl = NodeRig.Ttl, FillGuard = false });
        var token = rig.Miss(1, "k");
        rig.Invalidate(2, "k", 5);
        rig.Fill(3, token, "k", 4);
        Assert.Equal(4, rig.Held("k"));
    }

    [Fact]
    public void WhenTheFillGuardIsOff_ThenAFillNeedsNoToken()
    {
        var rig = new NodeRig(new SimSettings { Slots = 4, Ttl = NodeRig.Ttl, FillGuard = false });
        var token = rig.Miss(1, "k");
        rig.Invalidate(2, "k", Message.NoVersion);
        rig.Fill(3, token, "k", 4);
        Assert.Equal(4, rig.Held("k"));

        // Where there is one, the copy's age is counted from it.
        rig.Fill(50, rig.Miss(10, "l"), "l", 4);
        Assert.Equal(10 + NodeRig.Ttl, rig.Node.Copies().Single(copy => copy.Key == "l").Entry.ExpiresAt);
        rig.Node.ViewChanged(60, new View([Who.OtherNode]));
        rig.Fill(61, token, "k", 5);
        Assert.Equal(0, rig.Node.Entries);
    }

    [Fact]
    public void WhenLookupsHaveEnded_ThenTheCountersSayHow()
    {
        _rig.Load(1, "k", 4);
        _rig.Lookup(2, "k");
        _rig.Lookup(3, "k");
        _rig.Lookup(4, "l", 7);
        var counters = _rig.Node.Counters;
        Assert.Equal((2, 2, 4), (counters.Hits, counters.Misses, counters.Lookups));
    }

    [Fact]
    public void WhenALookupHits_ThenNothingIsAllocated()
    {
        var effects = new SilentEffects();
        var node = new CacheNode(Who.Node, new SimSettings { Slots = 4 }, effects);
        node.ViewChanged(0, new View([Who.Node]));
        node.Receive(0, Who.Coordinator, new Message { Kind = MessageKind.Lookup, Key = "k" });
        node.Receive(0, Who.Coordinator, new Message { Kind = MessageKind.Fill, Key = "k", Value = "v", Version = 1 });
        var lookup = new Message { Kind = MessageKind.Lookup, Key = "k" };
        for (var i = 0; i < 100; i++) node.Receive(1, Who.Coordinator, lookup);
        Assert.Equal(0, Allocations.Of(() =>
        {
            for (var i = 0; i < 1_000; i++) node.Receive(1, Who.Coordinator, lookup);
        }));
        Assert.True(node.Counters.Hits > 1_100);
    }

    private static IEnumerable<string> Keys() => Enumerable.Range(0, 1_000).Select(i => "key" + i);
}
