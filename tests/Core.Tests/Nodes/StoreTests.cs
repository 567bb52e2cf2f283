using System.Globalization;
using AkkaCacheSim.Core.Eviction;
using AkkaCacheSim.Core.Nodes;
using CsCheck;

namespace AkkaCacheSim.Core.Tests.Nodes;

public sealed class StoreTests
{
    private enum Step
    {
        Read,
        Write,
        Remove,
    }

    public static TheoryData<string> Policies => [.. Evictions.Names];

    [Fact]
    public void WhenKeysAreReadWrittenAndRemoved_ThenEntriesAndVictimsAreThoseOfASlowLruModel() =>
        Gen.Select(Gen.Int[1, 6], Gen.Select(Gen.Enum<Step>(), Gen.Int[0, 9]).Array[0, 120]).Sample((capacity, steps) =>
        {
            var store = new Store<int>(capacity, "lru");
            var model = new List<(string Key, int Value)>(); // most recently used first
            for (var i = 0; i < steps.Length; i++)
            {
                var (step, number) = steps[i];
                var key = "k" + number.ToString(CultureInfo.InvariantCulture);
                if (step == Step.Read) Read(store, model, key);
                else if (step == Step.Write) Write(store, model, key, i);
                else Remove(store, model, key);
                Same(store, model);
            }
        });

    [Fact]
    public void WhenTheStoreIsFull_ThenAddingWithoutRemovingTheVictimIsRefused()
    {
        var store = new Store<int>(1, "lru");
        store.Expect("a");
        store.Add(1);
        Assert.Throws<InvalidOperationException>(() => store.Add(2));
        store.Expect("b");
        Assert.Throws<InvalidOperationException>(() => store.Add(2));
        Assert.Throws<InvalidOperationException>(() => new Store<int>(1, "lru").KeyAt(0));
    }

    [Fact]
    public void WhenEverySlotIsRemovedOnTheWay_ThenNoneIsMissed()
    {
        var store = new Store<int>(5, "lru");
        Replace(store, ["a", "b", "c", "d", "e"]);
        foreach (var slot in store.Slots()) store.Remove(slot);
        Assert.Equal(0, store.Count);
        Assert.Empty(store.Slots());
    }

    [Theory]
    [MemberData(nameof(Policies))]
    public void WhenAKeyIsFoundAndTouched_ThenNothingIsAllocated(string policy)
    {
        var store = new Store<int>(100, policy);
        string[] keys = [.. Enumerable.Range(0, 100).Select(i => i.ToString(CultureInfo.InvariantCulture))];
        Replace(store, keys);
        ReadAll(store, keys);
        Assert.Equal(0, Allocations.Of(() =>
        {
            for (var round = 0; round < 100; round++) ReadAll(store, keys);
        }));
    }

    [Theory]
    [MemberData(nameof(Policies))]
    public void WhenAFullStoreReplacesEntries_ThenNothingIsAllocated(string policy)
    {
        var store = new Store<int>(50, policy);
        string[] keys = [.. Enumerable.Range(0, 200).Select(i => i.ToString(CultureInfo.InvariantCulture))];
        for (var round = 0; round < 5; round++) Replace(store, keys);
        Assert.Equal(0, Allocations.Of(() =>
        {
            for (var round = 0; round < 100; round++) Replace(store, keys);
        }));
    }

    [Fact]
    public void WhenAnEntryIsLargerThanTheStore_ThenNothingIsEvictedForIt()
    {
        var store = new Store<int>(10, "lru");
        Assert.True(store.Expect("a", 10));
        var slot = store.Add(1);
        Assert.False(store.Expect("b", 11));
        Assert.False(store.TryResize(slot, 11));
        Assert.Equal((10, 1), (store.Used, store.Count));
    }

    private static void ReadAll(Store<int> store, string[] keys)
    {
        foreach (var key in keys) store.Touch(store.Find(key));
    }

    private static void Replace(Store<int> store, string[] keys)
    {
        foreach (var key in keys)
        {
            if (store.Find(key) >= 0) continue;
            store.Expect(key);
            while (store.Victim() is var victim and >= 0) store.Remove(victim);
            store.Add(0);
        }
    }

    private static void Read(Store<int> store, List<(string Key, int Value)> model, string key)
    {
        var slot = store.Find(key);
        var place = model.FindIndex(entry => entry.Key == key);
        Assert.Equal(place >= 0, slot >= 0);
        if (slot < 0) return;
        store.Touch(slot);
        Assert.Equal(model[place].Value, store[slot]);
        MoveToFront(model, place, model[place].Value);
    }

    private static void Write(Store<int> store, List<(string Key, int Value)> model, string key, int value)
    {
        var slot = store.Find(key);
        if (slot >= 0)
        {
            store[slot] = value;
            store.Touch(slot);
            MoveToFront(model, model.FindIndex(entry => entry.Key == key), value);
            return;
        }

        Assert.True(store.Expect(key));
        var victim = store.Victim();
        Assert.Equal(model.Count == store.Capacity, victim >= 0);
        if (victim >= 0)
        {
            Assert.Equal(model[^1].Key, store.KeyAt(victim));
            store.Remove(victim);
            model.RemoveAt(model.Count - 1);
        }

        store.Add(value);
        model.Insert(0, (key, value));
    }

    private static void Remove(Store<int> store, List<(string Key, int Value)> model, string key)
    {
        if (store.Find(key) is var slot and >= 0) store.Remove(slot);
        model.RemoveAll(entry => entry.Key == key);
    }

    private static void MoveToFront(List<(string Key, int Value)> model, int place, int value)
    {
        var key = model[place].Key;
        model.RemoveAt(place);
        model.Insert(0, (key, value));
    }

    private static void Same(Store<int> store, List<(string Key, int Value)> model)
    {
        Assert.InRange(store.Count, 0, store.Capacity);
        var held = store.Slots().Select(slot => (store.KeyAt(slot), store[slot])).Order();
        Assert.Equal(model.Order(), held);
    }
}
