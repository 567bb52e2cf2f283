using AkkaCacheSim.Cluster.Messages;
using AkkaCacheSim.Console.Live;
using AkkaCacheSim.Core.History;
using AkkaCacheSim.Core.Machines;

namespace AkkaCacheSim.Console.Tests.Live;

/// <summary>How far watched processes have told what they did.</summary>
public sealed class WatchedProcessesTests
{
    private const long Second = 1_000_000_000;
    private static readonly Address Node = new(Role.Node, 0, 1);
    private static readonly Address Coordinator = new(Role.Coordinator, 0, 1);

    private readonly WatchedProcesses _processes = new();

    [Fact]
    public void WhenAProcessAnswers_ThenItIsAskedForWhatComesAfter()
    {
        Assert.Equal(0, _processes.LastOf(Node));
        Assert.Equal((10, "k1 k2 k3"), Answer(seen: 10, last: 3, lines: 3));
        Assert.Equal(3, _processes.LastOf(Node));
        Assert.Equal((5, "k4"), Answer(seen: 15, last: 4, lines: 1));
        Assert.Equal((0, ""), Answer(seen: 15, last: 4, lines: 0));
    }

    [Fact]
    public void WhenTwoQuestionsWereUnderWay_ThenNoLineIsNewTwice()
    {
        Answer(seen: 3, last: 3, lines: 3);
        Assert.Equal((2, "k4 k5"), Answer(seen: 5, last: 5, lines: 5));
        Assert.Equal((0, ""), Answer(seen: 5, last: 5, lines: 2));
    }

    [Fact]
    public void WhenAProcessHasCountedAnew_ThenAllOfItIsNew()
    {
        Answer(seen: 30, last: 9, lines: 9);
        Assert.Equal((2, "k1 k2"), Answer(seen: 2, last: 2, lines: 2));
        Assert.Equal(2, _processes.LastOf(Node));
    }

    [Fact]
    public void WhenOneProcessNeedsALevel_ThenAllDrawItUntilItIsSilent()
    {
        _processes.Answered(0, new Watched(Node, 2, 0, 0, []));
        _processes.Answered(Second / 2, new Watched(Coordinator, 5, 0, 0, []));
        Assert.Equal(5, _processes.Level(Second - 1));
        _processes.Answered(Second, new Watched(Node, 1, 0, 0, []));
        Assert.Equal(1, _processes.Level(2 * Second - 1));
        Assert.Equal(0, _processes.Level(2 * Second));
    }

    [Fact]
    public void WhenAProcessIsGone_ThenItIsForgotten()
    {
        Answer(seen: 3, last: 3, lines: 3);
        _processes.Keep(process => process == Coordinator);
        Assert.Equal(0, _processes.LastOf(Node));
    }

    private (long Seen, string Keys) Answer(long seen, long last, int lines)
    {
        var (more, told) = _processes.Answered(0, new Watched(Node, 0, seen, last, [.. Enumerable.Range(0, lines).Select(i => new HistoryLine { Key = $"k{last - lines + i + 1}" })]));
        return (more, string.Join(' ', told.Select(line => line.Key)));
    }
}
