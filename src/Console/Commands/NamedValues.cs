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
            if (text.Split('=', 2) is not [var name, var value]) throw Values.Expected(what, text, "NAME=VALUE");
            if (!known.Contains(name)) throw Values.Expected(what, name, "one of " + string.Join(", ", known));
            values[name] = value;
        }

        return values;
    }
}
