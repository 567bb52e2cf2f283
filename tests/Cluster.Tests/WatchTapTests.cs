using AkkaCacheSim.Cluster.Hosting;
using AkkaCacheSim.Cluster.Messages;
using AkkaCacheSim.Core.History;
using AkkaCacheSim.Core.Machines;

namespace AkkaCacheSim.Cluster.Tests;

/// <summary>The sample that a watched process keeps.</summary>
public sealed class WatchTapTests
{
    private const long Millisecond = 1_000_000;
    private const long Start = 1_000 * WatchTap.Interval;

    [Fact]
    public void WhenLittleHappens_ThenAllOfItIsKeptInOrder()
    {
        var tap = Open(Start);
        for (var i = 0; i < 40; i++) Assert.True(tap.Add(Line($"k{i}", Start + (i * 10 * Millisecond))));
        var (level, seen, last, lines) = tap.Ask(Start + (400 * Millisecond), new Watch(0, 0));
        Assert.Equal((0, 40, 40), (level, seen, last));
        Assert.Equal(Enumerable.Range(0, 40).Select(i => $"k{i}"), lines.Select(line => line.Key));
    }

    [Fact]
    public void WhenSomeAreKnown_ThenOnlyThoseAfterThemAreTold()
    {
        var tap = Open(Start);
        for (var i = 0; i < 10; i++) tap.Add(Line($"k{i}", Start));
        Assert.Equal(["k7", "k8", "k9"], Keys(tap.Ask(Start, new Watch(7, 0)).Lines));
        Assert.Empty(tap.Ask(Start, new Watch(10, 0)).Lines);

        // A number of a tap before this one.
        Assert.Equal(10, tap.Ask(Start, new Watch(11, 0)).Lines.Count);
    }

    [Fact]
    public void WhenNobodyAsksForThreeSeconds_ThenTheNextLineClosesIt()
    {
        var tap = Open(Start);
        Assert.True(tap.Add(Line("k", Start + WatchTap.Lapse)));
        Assert.False(tap.Add(Line("k", Start + WatchTap.Lapse + 1)));
        tap.Ask(Start + WatchTap.Lapse, new Watch(0, 0));
        Assert.True(tap.Add(Line("k", Start + (2 * WatchTap.Lapse))));
        Assert.Equal(2, tap.Ask(Start + (2 * WatchTap.Lapse), new Watch(0, 0)).Seen);
    }

    [Fact]
    public void WhenMuchHappens_ThenNoIntervalKeepsMoreThanItsBudgetAndAllIsCounted()
    {
        var tap = Open(Start);
        var kept = 0;
        var last = 0L;
        for (var interval = 0; interval < 8; interval++)
        {
            var at = Start + (interval * WatchTap.Interval);
            for (var i = 0; i < 2_500; i++) tap.Add(Line($"k{i % 1_000}", at));
            var answer = tap.Ask(at, new Watch(last, 0));
            last = answer.Last;
            Assert.InRange(answer.Lines.Count, 1, WatchTap.Budget);
            kept += answer.Lines.Count;
        }

        Assert.Equal(kept, last);
        Assert.Equal(8 * 2_500, tap.Ask(Start, new Watch(0, 0)).Seen);
    }

    [Fact]
    public void WhenNobodyFetches_ThenTheRingKeepsTheLastAndAnAnswerIsBounded()
    {
        var tap = Open(Start);
        for (var i = 0; i < 3_000; i++) tap.Add(Line($"k{i}", Start + (i * Millisecond)));
        var (_, _, last, lines) = tap.Ask(Start + WatchTap.Lapse, new Watch(0, 0));
        Assert.Equal(WatchTap.AnswerLimit, lines.Count);
        var rest = tap.Ask(Start + WatchTap.Lapse, new Watch(last, 0));
        Assert.InRange(rest.Lines.Count, 1, WatchTap.AnswerLimit);
        Assert.True(rest.Lines[0].End >= lines[^1].End);
    }

    // What makes the way of a request whole: of a key everything or nothing is kept.
    [Fact]
    public void WhenASampleIsDrawn_ThenItHasEveryLineOfItsKeysAndNoneOfOthers()
    {
        var tap = Open(Start);
        for (var i = 0; i < 2_000; i++) tap.Add(Line($"k{i % 500}", Start));
        var next = Start + WatchTap.Interval;
        var last = tap.Ask(next, new Watch(0, 0)).Last;
        Assert.InRange(tap.Level, 5, 7);
        foreach (var kind in (HistoryKind[])[HistoryKind.Read, HistoryKind.Load, HistoryKind.Copy, HistoryKind.Commit])
        {
            for (var i = 0; i < 500; i++) tap.Add(Line($"k{i}", next) with { Kind = kind });
        }

        var lines = tap.Ask(next, new Watch(last, 0)).Lines;
        var sampled = Enumerable.Range(0, 500).Select(i => $"k{i}").Where(key => WatchTap.LevelOf(key) >= tap.Level).ToList();
        Assert.NotEmpty(sampled);
        Assert.Equal(sampled.SelectMany(key => Enumerable.Repeat(key, 4)).Order(), Keys(lines).Order());
    }

    [Fact]
    public void WhenTheRateFalls_ThenEverythingIsKeptAgain()
    {
        var tap = Open(Start);
        for (var i = 0; i < 2_000; i++) tap.Add(Line($"k{i}", Start));
        tap.Ask(Start + WatchTap.Interval, new Watch(0, 0));
        Assert.InRange(tap.Level, 1, WatchTap.HighestLevel);
        tap.Ask(Start + (2 * WatchTap.Interval), new Watch(0, 0));
        Assert.Equal(0, tap.Level);
    }

    [Fact]
    public void WhenTheConsoleAsksForLess_ThenALevelIsNestedInTheOneBelow()
    {
        var tap = Open(Start);
        tap.Ask(Start, new Watch(0, 3));
        for (var i = 0; i < 200; i++) tap.Add(Line($"k{i}", Start));
        var lines = Keys(tap.Ask(Start, new Watch(0, 3)).Lines).ToList();
        Assert.Equal(Enumerable.Range(0, 200).Select(i => $"k{i}").Where(key => WatchTap.LevelOf(key) >= 3), lines);
        Assert.InRange(lines.Count, 10, 45);

        // It is the console's wish, not a need: told again, it does not stay.
        Assert.Equal(0, tap.Ask(Start, new Watch(0, 0)).Level);
        Assert.Equal(0, tap.Level);
    }

    // A stampede: whatever the key, it is seen, and no more of it than the budget.
    [Theory]
    [InlineData("hot")]
    [InlineData("k0")]
    [InlineData("k1")]
    [InlineData("k2")]
    public void WhenOneKeyIsAllThereIs_ThenItIsSeen(string key)
    {
        var tap = Open(Start);
        var last = 0L;
        for (var interval = 0; interval < 4; interval++)
        {
            for (var i = 0; i < 5_000; i++) tap.Add(Line(key, Start + (interval * WatchTap.Interval)));
            var answer = tap.Ask(Start + (interval * WatchTap.Interval), new Watch(last, 0));
            Assert.Equal(WatchTap.Budget, answer.Lines.Count);
            last = answer.Last;
        }
    }

    [Fact]
    public void WhenEverythingIsDropped_ThenItIsInEverySample()
    {
        var tap = Open(Start);
        tap.Ask(Start, new Watch(0, WatchTap.HighestLevel));
        tap.Add(Line("k", Start));
        tap.Add(new HistoryLine { Kind = HistoryKind.Drop, Cause = Causes.Gap, End = Start });
        Assert.Equal([null], tap.Ask(Start, new Watch(0, 0)).Lines.Select(line => line.Key));
    }

    [Fact]
    public void WhenLinesAreAdded_ThenNothingIsAllocated()
    {
        var tap = Open(Start);
        HistoryLine[] lines = [.. Enumerable.Range(0, 1_000).Select(i => Line($"k{i}", Start))];
        foreach (var line in lines) tap.Add(line);
        var least = long.MaxValue;
        for (var round = 0; round < 5; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            foreach (var line in lines) tap.Add(line);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);
    }

    private static WatchTap Open(long now)
    {
        var tap = new WatchTap();
        tap.Ask(now, new Watch(0, 0));
        return tap;
    }

    private static IEnumerable<string?> Keys(IEnumerable<HistoryLine> lines) => lines.Select(line => line.Key);

    private static HistoryLine Line(string key, long end) => new() { Kind = HistoryKind.Read, Key = key, Start = end, End = end, Client = new Address(Role.Client, 0, 1) };
}
