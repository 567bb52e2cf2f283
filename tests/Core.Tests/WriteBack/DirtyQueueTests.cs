using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.WriteBack;
using CsCheck;

namespace AkkaCacheSim.Core.Tests.WriteBack;

public sealed class DirtyQueueTests
{
    private static readonly Gen<(int Key, int Size, bool Cleans, int Back)> Steps = Gen.Select(Gen.Int[0, 5], Gen.Int[-1, 4], Gen.Bool, Gen.Int[0, 6]);

    [Fact]
    public void WhenADirtyKeyIsWrittenAgain_ThenTheLaterWriteTakesTheEarlierOnesPlace()
    {
        var queue = new DirtyQueue();
        queue.Put(new FlushRow("a", "1", 1, 11, 100));
        queue.Put(new FlushRow("b", null, 2, 12, 200));
        queue.Put(new FlushRow("a", "333", 3, 13, 300));
        Assert.Equal([new FlushRow("a", "333", 3, 13, 100), new FlushRow("b", null, 2, 12, 200)], queue.Oldest(10, 100));
        Assert.Equal((2, 5, 1, 100), (queue.Count, queue.Chars, queue.Coalesced, queue.OldestSince));
        queue.Clean("a", 1);
        Assert.Equal("333", queue.Find("a")!.Value);
        queue.Clean("a", 3);
        Assert.Equal((null, 1, 200), (queue.Find("a"), queue.Chars, queue.OldestSince));
    }

    [Fact]
    public void WhenAStampFalls_ThenItIsADefect() =>
        Assert.Throws<InvalidOperationException>(() =>
        {
            var queue = new DirtyQueue();
            queue.Put(new FlushRow("a", "1", 5, 1, 0));
            queue.Put(new FlushRow("a", "2", 5, 2, 0));
        });

    [Fact]
    public void WhenOneRowIsLargerThanABatch_ThenItIsTakenAlone()
    {
        var queue = new DirtyQueue();
        queue.Put(new FlushRow("a", "large", 1, 1, 0));
        queue.Put(new FlushRow("b", string.Empty, 2, 2, 0));
        Assert.Equal("a", Assert.Single(queue.Oldest(10, 3)).Key);
        Assert.Equal("a", Assert.Single(queue.Oldest(10, 6)).Key);
        Assert.Equal(2, queue.Oldest(10, 7).Count);
        Assert.Single(queue.Oldest(1, 100));
    }

    [Fact]
    public void WhenKeysAreWrittenAndCleanedInAnyOrder_ThenTheQueueIsAListWithOneRowAKey() => Steps.List[0, 60].Sample(steps =>
    {
        var queue = new DirtyQueue();
        var model = new List<FlushRow>();
        for (var stamp = 1; stamp <= steps.Count; stamp++)
        {
            var (number, size, cleans, back) = steps[stamp - 1];
            var key = new string('k', number + 1);
            var at = model.FindIndex(row => row.Key == key);
            if (cleans)
            {
                queue.Clean(key, stamp - back);
                if (at >= 0 && model[at].Stamp <= stamp - back) model.RemoveAt(at);
            }
            else
            {
                var row = new FlushRow(key, size < 0 ? null : new string('v', size), stamp, 100 + stamp, 1_000 + stamp);
                queue.Put(row);
                if (at < 0) model.Add(row);
                else model[at] = row with { Since = model[at].Since };
            }

            Assert.Equal(model, queue.Oldest(100, 10_000));
            Assert.Equal(model.Take(2), queue.Oldest(2, 10_000));
            Assert.Equal(model.Sum(row => row.Key.Length + (row.Value?.Length ?? 0)), queue.Chars);
            Assert.Equal(model.Count > 0 ? model[0].Since : long.MaxValue, queue.OldestSince);
        }
    });
}
