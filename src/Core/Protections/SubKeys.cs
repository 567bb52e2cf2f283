namespace AkkaCacheSim.Core.Protections;

/// <summary>
/// The names under which a hot key's copies are stored. Copy 0 bears the key itself; the others bear it with a suffix that no key ends in,
/// and live on the nodes that follow the key's owner.
/// </summary>
public static class SubKeys
{
    /// <summary>The most copies that a key can have.</summary>
    public const int Most = 64;

    // A Unicode noncharacter: no text interchanged between programs has it.
    private const char Mark = '\uFFFE';

    /// <summary>The name of a copy.</summary>
    /// <param name="key">The key.</param>
    /// <param name="copy">Which copy, 0 to <see cref="Most"/> - 1.</param>
    /// <returns>The name; for copy 0 the key.</returns>
    public static string Of(string key, int copy)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)copy, (uint)Most, nameof(copy));
        return copy == 0 ? key : string.Concat(key, [Mark, (char)('0' + copy)]);
    }

    /// <summary>Whether a name is that of a copy other than the first.</summary>
    /// <param name="name">A name.</param>
    /// <returns>True when it is; no key of a user's may be one.</returns>
    public static bool Is(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Length >= 2 && name[^2] == Mark && name[^1] - '0' is > 0 and < Most;
    }

    /// <summary>Which copy a name is of.</summary>
    /// <param name="name">A name as <see cref="Of"/> gives it.</param>
    /// <returns>The copy; 0 for a key.</returns>
    public static int CopyOf(string name) => Is(name) ? name[^1] - '0' : 0;

    /// <summary>The key of a name.</summary>
    /// <param name="name">A name as <see cref="Of"/> gives it.</param>
    /// <returns>The key.</returns>
    public static string KeyOf(string name) => Is(name) ? name[..^2] : name;
}
