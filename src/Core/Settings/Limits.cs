using System.Text;

namespace AkkaCacheSim.Core.Settings;

/// <summary>Bounds on what a request may carry.</summary>
public static class Limits
{
    /// <summary>The longest key, UTF-8 bytes.</summary>
    public const int KeyBytes = 1_024;

    /// <summary>The longest value, UTF-8 bytes.</summary>
    public const int ValueBytes = 1_048_576;

    /// <summary>Says what is wrong with a key.</summary>
    /// <param name="key">The key.</param>
    /// <returns>What was expected, or null when it is fine.</returns>
    public static string? KeyProblem(string key) => key switch
    {
        "" => "a key of at least one character was expected",
        _ when Encoding.UTF8.GetByteCount(key) > KeyBytes => $"a key of at most {KeyBytes} bytes was expected",
        _ => null,
    };

    /// <summary>Says what is wrong with a value.</summary>
    /// <param name="value">The value.</param>
    /// <returns>What was expected, or null when it is fine.</returns>
    public static string? ValueProblem(string value) =>
        Encoding.UTF8.GetByteCount(value) > ValueBytes ? $"a value of at most {ValueBytes} bytes was expected" : null;
}
