using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace AkkaCacheSim.Control;

/// <summary>How JSON looks everywhere on the command line and in the control API.</summary>
public static class Json
{
    /// <summary>Indented, for people.</summary>
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        WriteIndented = true,
    };

    /// <summary>On one line.</summary>
    public static JsonSerializerOptions OneLine { get; } = new(Options) { WriteIndented = false };

    /// <summary>A document.</summary>
    /// <typeparam name="T">What it is of.</typeparam>
    /// <param name="value">Of what.</param>
    /// <returns>Its text, indented.</returns>
    public static string Text<T>(T value) => JsonSerializer.Serialize(value, Options);
}
