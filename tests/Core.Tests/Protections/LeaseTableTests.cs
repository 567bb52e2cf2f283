using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Protections;
using AkkaCacheSim.Core.Tests.Support;

namespace AkkaCacheSim.Core.Tests.Protections;

public sealed class LeaseTableTests
{
    private readonly LeaseTable _leases = new();

    [Fact]
    public void WhenAKeyIsLeased_ThenNobodyElseGetsItUntilItEnds()
    {
        Assert.True(_leases.TryTake("k", Who.Coordinator, 1, 100));
        Assert.False(_leases.TryTake("k", Who.OtherCoordinator, 2, 100));
        Assert.True(_leases.TryTake("l", Who.OtherCoordinator, 2, 100));
        Assert.Equal((Who.Coordinator, 1), _leases.HolderOf("k"));
        Assert.Empty(_leases.End("k"));
        Assert.Null(_leases.HolderOf("k"));
        Assert.True(_leases.TryTake("k", Who.OtherCoordinator, 3, 100));
    }

    [Fact]
    public void WhenALeaseEnds_ThenThoseWhoWaitComeInTheirOrderAndNoLongerCount()
    {
        _leases.TryTake("k", Who.Coordinator, 1, 100);
        for (var request = 2; request <= 4; request++) Assert.True(Wait("k", request, 100 + request));
        Assert.Equal(3, _leases.Waiting);
        Assert.Equal([2L, 3, 4], _leases.End("k").Select(waiter => waiter.Request));
        Assert.Equal((0, 0), (_leases.Waiting, _leases.Count));
        Assert.Empty(_leases.End("k"));
    }

    [Fact]
    public void WhenTimePasses_ThenEachGivesUpAtItsOwnTimeAndTheLeaseEndsAtIts()
    {
        _leases.TryTake("k", Who.Coordinator, 1, 50);
        Wait("k", 2, 20);
        Wait("k", 3, 20);
        Wait("k", 4, 30);
        Assert.Equal(20, _leases.NextAt);
        Assert.Empty(Due(19));
        Assert.Equal([2L, 3], Due(20));
        Assert.Equal([4L], Due(30));
        Assert.Empty(Due(49));
        Assert.Equal([null], Due(50));
        Assert.Equal((0, long.MaxValue), (_leases.Waiting, _leases.NextAt));
    }

    [Fact]
    public void WhenALeaseAndAWaiterAreDueTogether_ThenTheLeaseComesFirst()
    {
        _leases.TryTake("k", Who.Coordinator, 1, 50);
        Wait("k", 2, 50);
        Assert.True(_leases.TryNextDue(50, out var key, out var gaveUp));
        Assert.Equal(("k", null), (key, gaveUp));
        Assert.Equal([2L], _leases.End("k").Select(waiter => waiter.Request));
        Assert.Empty(Due(50));
    }

    [Fact]
    public void WhenTheNextHasTheLease_ThenTheTimeOfTheOneBeforeEndsNothing()
    {
        _leases.TryTake("k", Who.Coordinator, 1, 50);
        _leases.End("k");
        _leases.TryTake("k", Who.OtherCoordinator, 2, 80);
        Assert.Empty(Due(79));
        Assert.Equal([null], Due(80));
    }

    [Fact]
    public void WhenTooManyWait_ThenTheNextOneIsTurnedAway()
    {
        _leases.TryTake("k", Who.Coordinator, 1, 100);
        for (var request = 0; request < LeaseTable.Bound; request++) Assert.True(Wait("k", request, 100));
        Assert.False(Wait("k", -1, 100));
        Assert.Equal(LeaseTable.Bound, _leases.End("k").Count);
        _leases.TryTake("k", Who.Coordinator, 1, 100);
        Assert.True(Wait("k", 1, 100));
    }

    // Somebody waits at every moment, for ever: a key without a row, with negative caching off.
    [Fact]
    public void WhenOneLeaseFollowsAnother_ThenDeadlinesDoNotPileUp()
    {
        for (long now = 0; now < 100_000; now += 10)
        {
            foreach (var _ in Due(now)) Assert.Fail("nothing is due");
            _leases.End("k");
            _leases.TryTake("k", Who.Coordinator, now, now + 450);
            Wait("k", now + 1, now + 900);
            Assert.InRange(_leases.Deadlines, 1, 2 * 900 / 10);
        }
    }

    // The requests that gave up by then; null for a lease.
    private List<long?> Due(long now)
    {
        var due = new List<long?>();
        while (_leases.TryNextDue(now, out var key, out var gaveUp))
        {
            due.Add(gaveUp?.Request);
            if (gaveUp is null) _leases.End(key);
        }

        return due;
    }

    private bool Wait(string key, long request, long until) => _leases.TryWait(key, new Waiter(Who.OtherCoordinator, request, MessageKind.Lookup, until));
}
