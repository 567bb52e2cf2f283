using System.Text.Json;
using System.Text.Json.Serialization;
using AkkaCacheSim.Cluster.Wire;
using AkkaCacheSim.Core.Messages;

namespace AkkaCacheSim.Cluster.Tests;

/// <summary>The serializer as Akka uses it.</summary>
internal static class Codec
{
    private static readonly JsonSerializerOptions Options = new() { Converters = { new AnyBatch() } };

    private static readonly WireSerializer Serializer = new(null!);

    /// <summary>How much reading may allocate for a byte of the message: a letter takes four bytes on the wire and some 150 in memory.</summary>
    private const int BytesAByte = 64;

    public static byte[] Write(object message) => Serializer.ToBinary(message);

    public static string Manifest(object message) => Serializer.Manifest(message);

    public static object Read(byte[] bytes, string manifest) => Serializer.FromBinary(bytes, manifest);

    /// <summary>Everything that a message says, as text that compares.</summary>
    public static string Text(object message) => JsonSerializer.Serialize(message, message.GetType(), Options);

    /// <summary>Reads distrusted bytes: a message, or null where they are none. Anything else that happens fails the test.</summary>
    public static object? TryRead(byte[] bytes, Func<byte[], object> read)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            return read(bytes);
        }
        catch (WireFormatException)
        {
            return null;
        }
        finally
        {
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.InRange(allocated, 0, (BytesAByte * (long)bytes.Length) + 65_536);
        }
    }

    /// <summary>Writes a batch as what it is.</summary>
    private sealed class AnyBatch : JsonConverter<IBatch>
    {
        public override IBatch Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, IBatch value, JsonSerializerOptions options) => JsonSerializer.Serialize(writer, value, value.GetType(), options);
    }
}
