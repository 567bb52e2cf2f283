using AkkaCacheSim.Console.Live;
using AkkaCacheSim.Core.History;
using AkkaCacheSim.Core.Messages;

namespace AkkaCacheSim.Console.Tests.Live;

/// <summary>Which of the reads that come by are stale, and by how much.</summary>
public sealed class StaleReadsTests
{
    private readonly StaleReads _reads = new();

    [Fact]
    public void WhenANewerCommitEndedBeforeTheRead_ThenItIsStaleSinceThen()
    {
        Commit(1, 100);
        Commit(2, 200);
        Commit(3, 300);
        Assert.Equal(250, Read(1, 450));
        Assert.Equal(150, Read(2, 450));
        Assert.Null(Read(3, 450));
        Assert.Equal(1, Read(2, 301));
    }

    [Fact]
    public void WhenTheCommitEndsAsTheReadBegins_ThenItIsNot()
    {
        Commit(2, 200);
        Assert.Null(Read(1, 200));
        Assert.Null(Read(1, 150));
    }

    [Fact]
    public void WhenTheKeyHadNeverExisted_ThenAnAbsenceIsStaleOnceItDoes()
    {
        Commit(1, 100);
        Assert.Equal(50, Read(0, 150));
    }

    [Fact]
    public void WhenAnotherKeyWasCommitted_ThenTheReadIsNot()
    {
        _reads.Committed("other", 9, 1, 100);
        Assert.Null(Read(1, 150));
    }

    [Theory]
    [InlineData(Outcome.Error)]
    [InlineData(Outcome.Shed)]
    [InlineData(Outcome.Timeout)]
    [InlineData(Outcome.Refused)]
    public void WhenAReadHasNoAnswer_ThenItIsNot(Outcome outcome)
    {
        Commit(1, 100);
        Assert.Null(Read(0, 150, outcome: outcome));
    }

    [Fact]
    public void WhenAValueIsNotCommitted_ThenItIsJudgedOnceItsVersionIsKnown()
    {
        Commit(1, 100, writeId: 7);
        Commit(2, 200, writeId: 8);
        Assert.Equal(50, Read(0, 250, writeId: 7));
        Assert.Null(Read(0, 250, writeId: 8));
        Assert.Null(Read(0, 250, writeId: 9));
    }

    [Fact]
    public void WhenLinesComeOutOfOrder_ThenTheFirstNewerCommitCounts()
    {
        Commit(3, 300);
        Commit(2, 200);
        Assert.Equal(250, Read(1, 450));
    }

    [Fact]
    public void WhenAVersionWasSeenOnly_ThenStalenessCountsFromThenUnlessTheCommitIsKnown()
    {
        Commit(1, 100);
        _reads.Seen("k", 2, 500);
        Assert.Null(Read(1, 400));
        Assert.Equal(100, Read(1, 600));
        Commit(2, 200);
        Assert.Equal(400, Read(1, 600));
        _reads.Seen("k", 2, 700);
        Assert.Null(Read(2, 800));
    }

    [Fact]
    public void WhenAKeyIsCommittedOften_ThenTheOldestAreForgottenAndStalenessIsAtLeastThat()
    {
        for (var version = 1; version <= StaleReads.MostCommits + 5; version++) Commit(version, version * 100);
        Assert.Equal(10_000 - 600, Read(1, 10_000));
    }

    [Fact]
    public void WhenThereAreTooManyKeys_ThenTheOneCommittedLongestAgoGoes()
    {
        Commit(1, 100);
        for (var i = 1; i < StaleReads.MostKeys; i++) _reads.Committed($"k{i}", 1, 1, 100);
        Commit(2, 200);
        _reads.Committed("new", 1, 1, 100);
        Assert.Equal(50, Read(1, 250));
        Assert.Null(_reads.StalenessOf(Line("k1", 0, 250)));
        Assert.Equal(150, _reads.StalenessOf(Line("k2", 0, 250)));
    }

    private void Commit(long version, long end, long writeId = 1) => _reads.Committed("k", version, writeId, end);

    private long? Read(long version, long start, long writeId = 0, Outcome outcome = Outcome.Hit) => _reads.StalenessOf(Line("k", version, start) with { WriteId = writeId, Outcome = outcome });

    private static HistoryLine Line(string key, long version, long start) => new() { Kind = HistoryKind.Read, Key = key, Version = version, Start = start, End = start + 10, Outcome = Outcome.Hit };
}
