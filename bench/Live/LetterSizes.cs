using AkkaCacheSim.Cluster.Wire;
using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Messages;
using Address = AkkaCacheSim.Core.Machines.Address;
using Envelope = AkkaCacheSim.Cluster.Wire.Envelope;

namespace AkkaCacheSim.Bench.Live;

/// <summary>What a lookup and a hit weigh on the wire, taken from envelopes that the cluster's own serializer wrote.</summary>
internal static class LetterSizes
{
    private static readonly Address Coordinator = new(Role.Coordinator, 0, 1_234_567_890);
    private static readonly Address Node = new(Role.Node, 0, -1_234_567_890);

    public static int Request(int batch) => Bytes(batch, new Letter(Coordinator, Node, new Message { Kind = MessageKind.Lookup, Request = 1L << 40, Key = "k1234" }));

    public static int Reply(int batch) => Bytes(batch, new Letter(Node, Coordinator, new Message { Kind = MessageKind.Hit, Request = 1L << 40, Value = new string('v', 16), Version = 1 }));

    private static int Bytes(int batch, Letter letter)
    {
        var bytes = new WireSerializer(null!).ToBinary(new Envelope(Enumerable.Repeat(letter, batch).ToArray())).Length;
        return (bytes + batch - 1) / batch;
    }
}
