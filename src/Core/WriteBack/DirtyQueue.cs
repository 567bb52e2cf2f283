using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Planting;

namespace AkkaCacheSim.Core.WriteBack;

/// <summary>
/// Dirty keys in the order in which they became dirty, with the last value of each: a later write of a dirty key takes the earlier one's place
/// (coalescing), so the origin sees one write where the cache saw many.
/// </summary>
public sealed class DirtyQueue
{
    private readonly Dictionary<string, LinkedListNode<DirtyEntry>> _byKey = new(StringComparer.Ordinal);
    private readonly LinkedList<DirtyEntry> _byAge = new();

    /// <summary>How many keys are dirty.</summary>
    public int Count => _byKey.Count;

    /// <summary>Characters that their keys and values take.</summary>
    public long Chars { get; private set; }

    /// <summary>Writes that took the place of an earlier one.</summary>
    public long Coalesced { get; private set; }

    /// <summary>Since when the oldest entry is dirty, ns; <see cref="long.MaxValue"/> when nothing is.</summary>
    public long OldestSince => _byAge.First?.Value.Since ?? long.MaxValue;

    /// <summary>The dirty entries, oldest first.</summary>
    public IEnumerable<DirtyEntry> Entries => _byAge;

    /// <summary>Finds a dirty key.</summary>
    /// <param name="key">The key.</param>
    /// <returns>Its entry, or null when it is clean.</returns>
    public DirtyEntry? Find(string key) => _byKey.TryGetValue(key, out var node) ? node.Value : null;

    /// <summary>Takes a write in. Stamps of a key must grow.</summary>
    /// <param name="row">The write.</param>
    public void Put(in FlushRow row)
    {
        if (_byKey.TryGetValue(row.Key, out var node))
        {
            if (row.Stamp <= node.Value.Stamp) throw new InvalidOperationException("a stamp fell");
            Coalesced++;
            Chars -= Size(node.Value);
        }
        else
        {
            _byKey[row.Key] = node = _byAge.AddLast(new DirtyEntry(row.Key, row.Since));
        }

        node.Value.Value = row.Value;
        node.Value.Stamp = row.Stamp;
        node.Value.WriteId = row.WriteId;
        Chars += Size(node.Value);
    }

    /// <summary>A write of a key has reached the origin. A later one of the key stays dirty.</summary>
    /// <param name="key">The key.</param>
    /// <param name="stamp">The write's stamp.</param>
    public void Clean(string key, long stamp)
    {
        if (!_byKey.TryGetValue(key, out var node) || (node.Value.Stamp > stamp && !Plants.Grows(Plant.CleanTooMuch))) return;
        Chars -= Size(node.Value);
        _byKey.Remove(key);
        _byAge.Remove(node);
    }

    /// <summary>The oldest entries, as rows for the origin.</summary>
    /// <param name="count">How many at most, at least 1.</param>
    /// <param name="chars">How many characters at most; one row is taken whatever its size.</param>
    /// <returns>The rows.</returns>
    public IReadOnlyList<FlushRow> Oldest(int count, long chars)
    {
        var rows = new List<FlushRow>(Math.Min(count, Count));
        foreach (var entry in _byAge)
        {
            chars -= Size(entry);
            if (rows.Count == count || (chars < 0 && rows.Count > 0)) break;
            rows.Add(new FlushRow(entry.Key, entry.Value, entry.Stamp, entry.WriteId, entry.Since));
        }

        return rows;
    }

    private static long Size(DirtyEntry entry) => entry.Key.Length + (entry.Value?.Length ?? 0);
}
