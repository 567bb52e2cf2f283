using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Tests.Support;
using AkkaCacheSim.Core.WriteBack;

namespace AkkaCacheSim.Core.Tests.WriteBack;

public sealed class BacklogTests
{
    private const int Bound = 2;

    private readonly FakeEffects _effects = new();
    private readonly DirtyQueue _queue = new();
    private readonly Backlog _backlog;
    private long _stamp;

    public BacklogTests() => _backlog = new Backlog(_queue, _effects);

    [Fact]
    public void WhenTheQueueIsFull_ThenWritesOfOtherKeysWaitAndTooManyAreRefused()
    {
        Fill();
        Assert.True(Admit("a"));
        Assert.False(Admit("c", 1));
        Assert.False(Admit("d", 2));
        Assert.Empty(_effects.TakeSent());
        Assert.False(Admit("e", 3));
        var refusal = _effects.TakeOne();
        Assert.Equal((MessageKind.Failed, Outcome.Refused, 3), (refusal.Kind, refusal.Outcome, refusal.Request));
        Assert.Equal((1, 2), (_backlog.Refused, _backlog.Count));
    }

    [Fact]
    public void WhenWritesAreOnTheirWayIntoTheQueue_ThenTheyTakeRoom()
    {
        Assert.True(Admit("a", pending: 1));
        Assert.False(Admit("b", pending: 2));
    }

    [Fact]
    public void WhenRoomIsMade_ThenTheWaitingOnesFollowInTheirOrderAndNobodyPassesThem()
    {
        Fill();
        Admit("c", 1);
        Admit("d", 2);
        Assert.False(TryNext(out _));
        _queue.Clean("a", 1);
        Assert.False(Admit("b", 3));
        Assert.Equal(MessageKind.Failed, _effects.TakeOne().Kind);
        Assert.True(TryNext(out var next));
        Assert.Equal((1, "c"), (next.Request, next.Key));
        Put("c");
        Assert.False(TryNext(out _));
        _queue.Clean("b", 2);
        Assert.True(TryNext(out next));
        Assert.Equal(2, next.Request);
    }

    [Fact]
    public void WhenAWriteHasWaitedTooLong_ThenItIsRefused()
    {
        Fill();
        Admit("c", 1, until: 50);
        Admit("d", 2, until: 60);
        Assert.Equal(50, _backlog.NextAt);
        _backlog.Expire(49);
        Assert.Empty(_effects.TakeSent());
        _backlog.Expire(50);
        var refusal = _effects.TakeOne();
        Assert.Equal((1, Outcome.Refused), (refusal.Request, refusal.Outcome));
        Assert.Equal((60, 1), (_backlog.NextAt, _backlog.Count));
    }

    [Fact]
    public void WhenTheValuesAreTooLong_ThenWritesWaitHoweverFewTheyAre()
    {
        _queue.Put(new FlushRow("a", new string('v', (int)Backlog.MaxChars), 1, 1, 0));
        Assert.False(Admit("b"));
    }

    private void Fill()
    {
        Put("a");
        Put("b");
    }

    private void Put(string key) => _queue.Put(new FlushRow(key, "v", ++_stamp, _stamp, 0));

    private bool Admit(string key, long request = 9, long until = 100, int pending = 0) =>
        _backlog.Admit(Who.Coordinator, new Message { Kind = MessageKind.Enqueue, Key = key, Request = request }, until, Bound, pending);

    private bool TryNext(out Message message) => _backlog.TryNext(Bound, 0, out _, out message);
}
