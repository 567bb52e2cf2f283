using AkkaCacheSim.Dashboard.Controls;

namespace AkkaCacheSim.Dashboard.Tests.Controls;

public sealed class PendingChangesTests
{
    private readonly PendingChanges _pending = new();

    [Fact]
    public void WhenAChangeIsConfigured_ThenItIsAskedForUntilItsSettingsAreSeen()
    {
        var change = _pending.Begin("ttl", "1s");
        Assert.True(_pending.IsPending("ttl"));
        _pending.Configured("ttl", change, View(5));
        Assert.False(_pending.IsPending("ttl"));
        _pending.Seen(4);
        Assert.Equal("1s", _pending.Asked("ttl"));
        _pending.Seen(5);
        Assert.Null(_pending.Asked("ttl"));
    }

    [Fact]
    public void WhenSettingsAreSeenBeforeTheAnswer_ThenTheChangeIsStillPending()
    {
        _pending.Begin("ttl", "1s");
        _pending.Seen(9);
        Assert.True(_pending.IsPending("ttl"));
    }

    [Fact]
    public void WhenAChangeIsRefused_ThenItIsNotAskedForAndTheLineStaysUntilTheNext()
    {
        _pending.Refused("vnodes", _pending.Begin("vnodes", "0"), "no");
        _pending.Seen(99);
        Assert.False(_pending.IsPending("vnodes"));
        Assert.Null(_pending.Asked("vnodes"));
        Assert.Equal("no", _pending.Refusal("vnodes"));
        _pending.Begin("ttl", "1s");
        Assert.Null(_pending.Refusal("vnodes"));
    }

    [Fact]
    public void WhenTheClusterIsGone_ThenNothingIsAskedFor()
    {
        _pending.Configured("ttl", _pending.Begin("ttl", "1s"), View(5));
        _pending.Clear();
        Assert.Null(_pending.Asked("ttl"));
    }

    [Fact]
    public void WhenAnotherValueIsAskedForMeanwhile_ThenTheFirstAnswerIsNotItsAnswer()
    {
        var first = _pending.Begin("ttl", "1s");
        _pending.Begin("ttl", "2s");
        _pending.Configured("ttl", first, View(5));
        _pending.Seen(5);
        Assert.True(_pending.IsPending("ttl"));
        Assert.Equal("2s", _pending.Asked("ttl"));
        _pending.Refused("ttl", first, "no");
        Assert.Null(_pending.Refusal("ttl"));
    }

    private static ConfigureView View(long epoch) => new(epoch, [], new Dictionary<string, string>());
}
