using System.Buffers.Binary;
using Akka.Actor;
using Akka.Serialization;

namespace AkkaCacheSim.Bench.Live;

/// <summary>The least that a serializer has to do: lengths and bytes.</summary>
internal sealed class EchoSerializer : Serializer
{
    private const int Header = 2 * sizeof(int);

    /// <summary>Called by Akka.</summary>
    public EchoSerializer(ExtendedActorSystem system)
        : base(system)
    {
    }

    public override int Identifier => 7_311;

    public override bool IncludeManifest => false;

    public override byte[] ToBinary(object obj)
    {
        var batch = (EchoBatch)obj;
        var bytes = new byte[Header + batch.Items.Sum(item => sizeof(int) + item.Length)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, batch.ReplyBytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(sizeof(int)), batch.Items.Length);
        var rest = bytes.AsSpan(Header);
        foreach (var item in batch.Items)
        {
            BinaryPrimitives.WriteInt32LittleEndian(rest, item.Length);
            item.CopyTo(rest[sizeof(int)..]);
            rest = rest[(sizeof(int) + item.Length)..];
        }

        return bytes;
    }

    public override object FromBinary(byte[] bytes, Type type)
    {
        var items = new byte[BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(sizeof(int)))][];
        var rest = bytes.AsSpan(Header);
        for (var i = 0; i < items.Length; i++)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(rest);
            items[i] = rest.Slice(sizeof(int), length).ToArray();
            rest = rest[(sizeof(int) + length)..];
        }

        return new EchoBatch(items, BinaryPrimitives.ReadInt32LittleEndian(bytes));
    }
}
