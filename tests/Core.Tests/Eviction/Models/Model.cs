namespace AkkaCacheSim.Core.Tests.Eviction.Models;

/// <summary>A policy said again, as slowly and plainly as can be: lists of keys, the youngest first.</summary>
internal abstract class Model(long capacity)
{
    protected long Capacity { get; } = capacity;

    protected Dictionary<string, int> Sizes { get; } = [];

    protected string Newcomer { get; private set; } = string.Empty;

    protected int NewcomerSize { get; private set; }

    public static Model Of(string policy, long capacity) => policy switch
    {
        "lru" => new LruModel(capacity),
        "fifo" => new FifoModel(capacity),
        "clock" => new ClockModel(capacity),
        "lfu" => new LfuModel(capacity),
        "sieve" => new SieveModel(capacity),
        "s3-fifo" => new S3FifoModel(capacity),
        "arc" => new ArcModel(capacity),
        "slru" => new SlruModel(capacity),
        "2q" => new TwoQModel(capacity),
        "w-tinylfu" => new WTinyLfuModel(capacity),
        _ => throw new ArgumentOutOfRangeException(nameof(policy), policy, "a policy was expected"),
    };

    public void Expect(string key, int size)
    {
        Newcomer = key;
        NewcomerSize = size;
        Expected();
    }

    public void Added()
    {
        Sizes[Newcomer] = NewcomerSize;
        Insert(Newcomer);
    }

    public void Removed(string key, bool evicted)
    {
        Leave(key, evicted);
        Sizes.Remove(key);
    }

    public void Resized(string key, int size) => Sizes[key] = size;

    public abstract string Victim();

    public abstract void Touched(string key);

    protected virtual void Expected()
    {
    }

    protected abstract void Insert(string key);

    protected abstract void Leave(string key, bool evicted);

    protected long Sum(IEnumerable<string> keys) => keys.Sum(key => (long)Sizes[key]);

    protected static void ToFront(List<string> list, string key)
    {
        list.Remove(key);
        list.Insert(0, key);
    }
}
