using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Placement;
using AkkaCacheSim.Core.Randomness;
using AkkaCacheSim.Core.Settings;

namespace AkkaCacheSim.Core.Protections;

/// <summary>Which keys are hot for a coordinator, and with fan-out which copy of one a read takes.</summary>
public sealed class HotCopies
{
    // Beyond it names are made anew: writers ask for those of every key.
    private const int MaxNamed = 1_024;

    private readonly SeededRandom _random;
    private readonly HotKeys? _detected;
    private readonly HashSet<string>? _given;
    private readonly Dictionary<string, string[]> _names = new(StringComparer.Ordinal);
    private readonly int _copies;
    private readonly bool _bySegment;

    /// <summary>Begins without knowing anything.</summary>
    /// <param name="coordinator">Whose reads these are.</param>
    /// <param name="settings">The settings.</param>
    public HotCopies(Address coordinator, SimSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        _random = new SeededRandom(settings.Seed, 4_000 + (ulong)coordinator.Index);
        _copies = settings.CopiesOfHot;
        _bySegment = settings.FanOutBy == "segment";
        if (!settings.Has(ProtectionSet.FanOut | ProtectionSet.Refresh)) return;
        if (settings.HotKeys == SimSettings.DetectHotKeys) _detected = new HotKeys();
        else _given = new HashSet<string>(settings.HotKeys.Split(','), StringComparer.Ordinal);
    }

    /// <summary>Whether hot keys have more than one copy.</summary>
    public bool FansOut => _copies > 1;

    /// <summary>The hot keys.</summary>
    public IEnumerable<string> Keys => _detected?.All() ?? _given ?? [];

    /// <summary>The names of a key's copies.</summary>
    /// <param name="key">The key.</param>
    /// <param name="members">How many nodes there are.</param>
    /// <returns>The names, the key itself first.</returns>
    public ReadOnlySpan<string> NamesOf(string key, int members)
    {
        if (!_names.TryGetValue(key, out var names))
        {
            if (_names.Count == MaxNamed) _names.Clear();
            _names[key] = names = [.. Enumerable.Range(0, _copies).Select(copy => SubKeys.Of(key, copy))];
        }

        return names.AsSpan(0, Math.Min(_copies, members));
    }

    /// <summary>A key is read.</summary>
    /// <param name="key">The key.</param>
    /// <param name="user">Who reads it.</param>
    /// <param name="members">How many nodes there are, at least 1.</param>
    /// <returns>Which copy to read; 0 for a key that is not hot.</returns>
    public int CopyFor(string key, long user, int members)
    {
        var hot = _detected?.Count(key) ?? _given?.Contains(key) ?? false;
        var copies = Math.Min(_copies, members);
        if (!hot || copies == 1) return 0;
        return _bySegment ? (int)(KeyHash.Mix((ulong)user) % (ulong)copies) : (int)_random.NextBelow(copies);
    }
}
