using System.Text.Json;
using System.Text.Json.Nodes;

namespace AkkaCacheSim.Console.Results;

/// <summary>One variant's row, as JSON shows it. Its figures go by their path in it: <c>staleReads</c>, <c>latencyMs.hit.p99</c>.</summary>
/// <param name="Variant">What people call it.</param>
/// <param name="Fields">The row.</param>
internal sealed record ResultRow(string Variant, JsonObject Fields)
{
    /// <summary>Everything in it that is a number, or null where there was nothing to measure.</summary>
    public IEnumerable<(string Path, double? Value)> Figures =>
        Leaves.Where(leaf => leaf.Value?.GetValueKind() is null or JsonValueKind.Number).Select(leaf => (leaf.Path, leaf.Value?.Deserialize<double>()));

    /// <summary>Everything in it that has no parts, with its path. Lists are left out: they say in detail what figures say in sum.</summary>
    public IEnumerable<(string Path, JsonValue? Value)> Leaves => LeavesOf(Fields, string.Empty);

    public static ResultRow Of<T>(string variant, T row) => new(variant, JsonSerializer.SerializeToNode(row, Json.Options)!.AsObject());

    /// <summary>The row as what it was made of.</summary>
    public T As<T>() => Fields.Deserialize<T>(Json.Options)!;

    /// <summary>The paths of a row's figures, before there is a row.</summary>
    /// <typeparam name="T">What rows are made of.</typeparam>
    public static IReadOnlyList<string> PathsOf<T>() => [.. PathsOf(typeof(T), string.Empty)];

    private static IEnumerable<(string Path, JsonValue? Value)> LeavesOf(JsonObject fields, string prefix) => fields.SelectMany(field => field.Value switch
    {
        JsonObject part => LeavesOf(part, $"{prefix}{field.Key}."),
        JsonArray => [],
        _ => [(prefix + field.Key, field.Value?.AsValue())],
    });

    private static IEnumerable<string> PathsOf(Type type, string prefix) => Json.Options.GetTypeInfo(type).Properties
        .Where(property => !property.PropertyType.IsAssignableTo(typeof(System.Collections.IEnumerable)))
        .SelectMany(property => property.PropertyType.Assembly == typeof(ResultRow).Assembly ? PathsOf(property.PropertyType, $"{prefix}{property.Name}.") : [prefix + property.Name]);
}
