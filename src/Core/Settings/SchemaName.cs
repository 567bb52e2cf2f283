namespace AkkaCacheSim.Core.Settings;

/// <summary>Names of schemas that can be part of a replication slot's name and need no escapes in SQL.</summary>
public static class SchemaName
{
    /// <summary>The default.</summary>
    public const string Default = "public";

    /// <summary>What <see cref="IsValid"/> wants, in words.</summary>
    public const string Expected = "up to 32 lower-case letters, digits and underscores, a letter first, not pg_";

    // A slot's name has at most 63 characters, and there is more in it.
    private const int Longest = 32;

    /// <summary>Whether a name can be used.</summary>
    /// <param name="name">The name.</param>
    /// <returns>True when it can.</returns>
    public static bool IsValid(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Length is > 0 and <= Longest
            && char.IsAsciiLetterLower(name[0])
            && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_')
            && !name.StartsWith("pg_", StringComparison.Ordinal);
    }
}
