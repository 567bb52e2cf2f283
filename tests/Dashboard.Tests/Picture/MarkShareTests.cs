using AkkaCacheSim.Dashboard.Picture;

namespace AkkaCacheSim.Dashboard.Tests.Picture;

public sealed class MarkShareTests
{
    private readonly MarkShare _share = new();
    private readonly WatchedLine[] _lines = [.. Enumerable.Range(0, 20).Select(i => Views.Line("read", $"k{i}"))];

    [Fact]
    public void WhenNothingHappens_ThenItSaysSo()
    {
        _share.Add(Views.Watch(0), 0, 0);
        Assert.Equal("Nothing is under way.", _share.Words);
    }

    [Fact]
    public void WhenAllIsDrawn_ThenItSaysSo()
    {
        _share.Add(Views.Watch(0), 0, 0);
        _share.Add(Views.Watch(20, _lines), 10, 10);
        Assert.Equal("The marks show all that happens.", _share.Words);
    }

    [Fact]
    public void WhenLinesAreASample_ThenTheShareIsOfAllThatHappened()
    {
        _share.Add(Views.Watch(0), 0, 0);

        // 20 of 2,000 lines make 10 journeys, so 1,000 have happened; 5 are drawn.
        _share.Add(Views.Watch(2_000, _lines), 10, 5);
        Assert.Equal("The marks are a sample: about 1 in 200 of what happens.", _share.Words);
    }

    [Fact]
    public void WhenBatchesAreOld_ThenTheyCountNoMore()
    {
        _share.Add(Views.Watch(0), 0, 0);
        _share.Add(Views.Watch(2_000, _lines), 10, 5);
        for (var i = 0; i < MarkShare.Batches; i++) _share.Add(Views.Watch(2_000), 0, 0);
        Assert.Equal("Nothing is under way.", _share.Words);
    }

    [Fact]
    public void WhenTheCountBeginsAnew_ThenNothingIsMadeOfTheDifference()
    {
        _share.Add(Views.Watch(1_000_000), 0, 0);
        _share.Add(Views.Watch(20, _lines), 10, 10);
        Assert.Equal("The marks show all that happens.", _share.Words);
    }
}
