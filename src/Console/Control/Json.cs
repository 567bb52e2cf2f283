using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace AkkaCacheSim.Console.Control;

/// <summary>How JSON looks everywhere on the command line and in the control API.</summary>
internal static class Json
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        WriteIndented = true,
    };

    public static JsonSerializerOptions OneLine { get; } = new(Options) { WriteIndented = false };

    public static string Text<T>(T value) => JsonSerializer.Serialize(value, Options);
}
