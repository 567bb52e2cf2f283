namespace AkkaCacheSim.Console.Commands;

/// <summary>Values as a call of the control API carries them: each <c>NAME=VALUE</c>, named as an option is, without its dashes.</summary>
internal static class NamedValues
{
    /// <summary>Takes them apart.</summary>
    /// <param name="what">What they are for, as messages name it.</param>
    /// <param name="given">The values; the later of two of the same name counts.</param>
    /// <param name="known">The names that there are.</param>
    /// <returns>Values by name.</returns>
    /// <exception cref="UsageException">One is none, or nobody knows its name.</exception>
    public static IReadOnlyDictionary<string, string> Read(string what, IReadOnlyList<string> given, IReadOnlyList<string> known)
    {
        var values = new Dictionary<string, string>();
        foreach (var text in given)
        {
            var (name, value) = Split(what, text);
            if (!known.Contains(name)) throw Values.Expected(what, name, "one of " + string.Join(", ", known));
            values[name] = value;
        }

        return values;
    }

    /// <summary>Takes one apart.</summary>
    /// <param name="what">What it is for, as messages name it.</param>
    /// <param name="text">The value.</param>
    /// <returns>Its name, and what follows the first equals sign.</returns>
    /// <exception cref="UsageException">It is none.</exception>
    public static (string Name, string Value) Split(string what, string text) =>
        text.Split('=', 2) is [var name, var value] ? (name, value) : throw Values.Expected(what, text, "NAME=VALUE");
}
