using AkkaCacheSim.Core.Nodes;
using CsCheck;

namespace AkkaCacheSim.Core.Tests.Nodes;

public sealed class ExpiryHeapTests
{
    private const int Capacity = 24;

    [Fact]
    public void WhenSlotsAreSetAndForgotten_ThenTheFirstToExpireIsThatOfASortedModel() =>
        Gen.Select(Gen.Int[0, 4], Gen.Int[0, Capacity - 1], Gen.Long[0, 40]).Array[0, 200].Sample(steps =>
        {
            var heap = new ExpiryHeap();
            var model = new Dictionary<int, long>();
            foreach (var (what, slot, at) in steps)
            {
                if (what == 0)
                {
                    heap.Forget(slot);
                    model.Remove(slot);
                }
                else
                {
                    var when = at == 40 ? long.MaxValue : at;
                    heap.Set(slot, when);
                    if (when == long.MaxValue) model.Remove(slot);
                    else model[slot] = when;
                }

                Same(heap, model);
            }

            while (model.Count > 0)
            {
                model.Remove(heap.Next);
                heap.Forget(heap.Next);
                Same(heap, model);
            }
        });

    [Fact]
    public void WhenNothingExpires_ThenThereIsNoNextSlot()
    {
        var heap = new ExpiryHeap();
        heap.Set(0, long.MaxValue);
        Assert.Equal(long.MaxValue, heap.NextAt);
        Assert.Throws<InvalidOperationException>(() => heap.Next);
    }

    private static void Same(ExpiryHeap heap, Dictionary<int, long> model)
    {
        var first = model.Count == 0 ? long.MaxValue : model.Values.Min();
        Assert.Equal(first, heap.NextAt);
        if (model.Count > 0) Assert.Equal(first, model[heap.Next]);
    }
}
