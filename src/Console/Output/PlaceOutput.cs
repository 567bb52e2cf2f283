using System.Globalization;
using System.Text;
using System.Text.Json;
using AkkaCacheSim.Core.Placement;
using AkkaCacheSim.Core.Settings;

namespace AkkaCacheSim.Console.Output;

/// <summary>What <c>place</c> prints.</summary>
internal static class PlaceOutput
{
    private const int Buffer = 1 << 16;
    private const int HashWidth = 20;

    /// <summary>One document: the owners before any change, the imbalance, and what the change moves.</summary>
    public static void WriteJson(SimSettings settings, IEnumerable<string> keys, MemberPlacement<string> placement, Movement movement, bool changes)
    {
        using var output = new BufferedStream(System.Console.OpenStandardOutput(), Buffer);
        using (var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true, Encoder = Json.Options.Encoder }))
        {
            json.WriteStartObject();
            json.WriteString("placement", settings.Placement);
            json.WriteStartArray("owners");
            foreach (var key in keys)
            {
                movement.Add(key);
                json.WriteStartObject();
                json.WriteString("key", key);
                json.WriteString("node", placement.Owner(key));
                json.WritePropertyName("hash");
                json.WriteRawValue(placement.Hash(key).ToString(CultureInfo.InvariantCulture));
                json.WriteEndObject();
                if (json.BytesPending > Buffer) json.Flush();
            }

            json.WriteEndArray();
            json.WriteNumber("imbalance", movement.ImbalanceBefore);
            json.WritePropertyName("moved");
            JsonSerializer.Serialize(json, changes ? MovedView.Of(movement) : null, Json.Options);
            json.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
    }

    /// <summary>A line a key, and a summary on stderr.</summary>
    public static void PrintOwners(IEnumerable<string> keys, MemberPlacement<string> placement, Movement movement)
    {
        var width = Math.Max("node".Length, placement.Members.Max(name => name.Length));
        using (var output = new StreamWriter(System.Console.OpenStandardOutput(), new UTF8Encoding(false), Buffer))
        {
            output.WriteLine($"{"node".PadRight(width)}  {"hash",HashWidth}  key");
            foreach (var key in keys)
            {
                movement.Add(key);
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{placement.Owner(key).PadRight(width)}  {placement.Hash(key),HashWidth}  {key}"));
            }
        }

        System.Console.Error.WriteLine($"{Figures.Count(movement.Keys)} keys on {placement.Members.Length} nodes, imbalance max/mean {Figures.Ratio(movement.ImbalanceBefore)}");
    }

    /// <summary>Who gives keys to whom, and a summary on stderr.</summary>
    public static void PrintMovement(IEnumerable<string> keys, Movement movement)
    {
        foreach (var key in keys) movement.Add(key);
        var table = new TextTable("from", "to", "keys", "share");
        foreach (var flow in movement.FromTo) table.Add(flow.From, flow.To, Figures.Count(flow.Keys), Figures.Share((double)flow.Keys / movement.Keys));
        table.Print();
        System.Console.Error.WriteLine($"{Figures.Count(movement.Moved)} of {Figures.Count(movement.Keys)} keys move ({Figures.Share(movement.Share)}), {Figures.Count(movement.BetweenStayers)} between nodes that stay; imbalance max/mean {Figures.Ratio(movement.ImbalanceBefore)} before, {Figures.Ratio(movement.ImbalanceAfter)} after");
    }
}
