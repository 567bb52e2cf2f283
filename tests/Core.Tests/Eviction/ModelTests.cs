using System.Globalization;
using AkkaCacheSim.Core.Eviction;
using AkkaCacheSim.Core.Nodes;
using AkkaCacheSim.Core.Tests.Eviction.Models;
using CsCheck;

namespace AkkaCacheSim.Core.Tests.Eviction;

public sealed class ModelTests
{
    private enum Step
    {
        Read,
        Write,
        Remove,
    }

    public static TheoryData<string> Policies => [.. Evictions.Names];

    // Reads are as likely as writes and removals together.
    private static Gen<Step> Steps => Gen.Frequency((5, Gen.Const(Step.Read)), (4, Gen.Const(Step.Write)), (1, Gen.Const(Step.Remove)));

    [Theory]
    [MemberData(nameof(Policies))]
    public void Entries_of_one_size_leave_in_the_order_of_the_slow_model(string policy) =>
        Gen.Select(Gen.Int[1, 24], Gen.Select(Steps, Gen.Int[0, 39], Gen.Const(1)).Array[0, 400]).Sample((capacity, steps) => Run(policy, capacity, steps), iter: 300);

    [Theory]
    [MemberData(nameof(Policies))]
    public void Entries_of_many_sizes_leave_in_the_order_of_the_slow_model(string policy) =>
        Gen.Select(Gen.Int[1, 80], Gen.Select(Steps, Gen.Int[0, 39], Gen.Int[1, 9]).Array[0, 400]).Sample((capacity, steps) => Run(policy, capacity, steps), iter: 300);

    [Theory]
    [MemberData(nameof(Policies))]
    public void A_long_run_over_a_grown_store_leaves_in_the_order_of_the_slow_model(string policy)
    {
        var random = new Random(7);
        var steps = Enumerable.Range(0, 5_000).Select(_ => (random.Next(20) is 0 ? Step.Remove : Step.Write, (int)(400 * Math.Pow(random.NextDouble(), 3)), 1)).ToArray();
        Run(policy, 150, steps);
    }

    private static void Run(string policy, int capacity, (Step Step, int Key, int Size)[] steps)
    {
        var store = new Store<int>(capacity, policy);
        var model = Model.Of(policy, capacity);
        var held = new Dictionary<string, (int Value, int Size)>();
        for (var i = 0; i < steps.Length; i++)
        {
            var key = "k" + steps[i].Key.ToString(CultureInfo.InvariantCulture);
            if (steps[i].Step == Step.Read) Read(store, model, key);
            else if (steps[i].Step == Step.Write) Write(store, model, held, key, i, steps[i].Size);
            else Remove(store, model, held, key);
            Same(store, held);
        }
    }

    private static void Read(Store<int> store, Model model, string key)
    {
        var slot = store.Find(key);
        if (slot < 0) return;
        store.Touch(slot);
        model.Touched(key);
    }

    private static void Write(Store<int> store, Model model, Dictionary<string, (int Value, int Size)> held, string key, int value, int size)
    {
        if (store.Find(key) is var slot and >= 0)
        {
            var fits = store.Used - held[key].Size + size <= store.Capacity;
            Assert.Equal(fits, store.TryResize(slot, size));
            if (fits)
            {
                model.Resized(key, size);
                held[key] = (value, size);
                store[slot] = value;
                Read(store, model, key);
                return;
            }

            Remove(store, model, held, key);
        }

        var known = store.Expect(key, size);
        Assert.Equal(size <= store.Capacity, known);
        if (!known) return;
        model.Expect(key, size);
        while (store.Used + size > store.Capacity)
        {
            var victim = store.KeyAt(store.Victim());
            Assert.Equal(model.Victim(), victim);
            store.Remove(store.Find(victim));
            model.Removed(victim, evicted: true);
            held.Remove(victim);
        }

        Assert.Equal(-1, store.Victim());
        store.Add(value);
        model.Added();
        held[key] = (value, size);
    }

    private static void Remove(Store<int> store, Model model, Dictionary<string, (int Value, int Size)> held, string key)
    {
        if (store.Find(key) is not (var slot and >= 0)) return;
        store.Remove(slot);
        model.Removed(key, evicted: false);
        held.Remove(key);
    }

    private static void Same(Store<int> store, Dictionary<string, (int Value, int Size)> held)
    {
        Assert.InRange(store.Used, 0, store.Capacity);
        Assert.Equal((held.Count, held.Values.Sum(entry => entry.Size)), (store.Count, store.Used));
        foreach (var (key, entry) in held) Assert.Equal(entry.Value, store[store.Find(key)]);
    }
}
