using AkkaCacheSim.Core.Settings;

namespace AkkaCacheSim.Console.Commands;

/// <summary>Holds the key and the value of a request against what there is room for.</summary>
internal static class RequestCheck
{
    /// <param name="what">The command.</param>
    /// <param name="key">The key.</param>
    /// <param name="value">The value; null for none.</param>
    /// <exception cref="UsageException">One of them is too much.</exception>
    public static void Hold(string what, string key, string? value)
    {
        if (Limits.KeyProblem(key) is { } keyProblem) throw new UsageException($"{what} KEY: {keyProblem}");
        if (value is not null && Limits.ValueProblem(value) is { } valueProblem) throw new UsageException($"{what} VALUE: {valueProblem}");
    }
}
