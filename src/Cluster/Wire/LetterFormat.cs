using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Messages;

namespace AkkaCacheSim.Cluster.Wire;

/// <summary>The wire format of letters. What a message does not use costs a bit; addresses that repeat cost one too.</summary>
internal static class LetterFormat
{
    // Kind, parts, bits and request.
    private const int LeastLetter = 4;

    [Flags]
    private enum Has
    {
        None = 0,
        SameAddresses = 1,
        Key = 2,
        Value = 4,
        Version = 8,
        Origin = 16,
        Node = 32,
        Batch = 64,
        Stamp = 128,
    }

    public static void Write(WireWriter wire, ReadOnlySpan<Letter> letters)
    {
        wire.Long(letters.Length);
        var from = default(Address);
        var to = default(Address);
        foreach (ref readonly var letter in letters)
        {
            var message = letter.Message;
            var has = Parts(message);
            if (letter.From == from && letter.To == to) has |= Has.SameAddresses;
            wire.Byte((byte)message.Kind);
            wire.Byte((byte)has);
            wire.Byte((byte)(((byte)message.Outcome << 2) | (message.Deleted ? 2 : 0) | (message.Token ? 1 : 0)));
            if (!has.HasFlag(Has.SameAddresses))
            {
                Address(wire, letter.From);
                Address(wire, letter.To);
            }

            Body(wire, message, has);
            from = letter.From;
            to = letter.To;
        }
    }

    public static Letter[] Read(WireReader wire)
    {
        var letters = new Letter[wire.Count(LeastLetter)];
        var from = default(Address);
        var to = default(Address);
        for (var i = 0; i < letters.Length; i++)
        {
            var kind = (MessageKind)wire.Byte();
            var has = (Has)wire.Byte();
            var bits = wire.Byte();
            if (!has.HasFlag(Has.SameAddresses))
            {
                from = Address(wire);
                to = Address(wire);
            }

            letters[i] = new Letter(from, to, Body(wire, kind, has, bits));
        }

        return letters;
    }

    private static Has Parts(in Message message) =>
        (message.Key is null ? Has.None : Has.Key)
        | (message.Value is null ? Has.None : Has.Value)
        | (message.Version == 0 ? Has.None : Has.Version)
        | (message.Wait == 0 && message.WriteId == 0 ? Has.None : Has.Origin)
        | (message.Node == default ? Has.None : Has.Node)
        | (message.Batch is null ? Has.None : Has.Batch)
        | (message.Stamp == 0 ? Has.None : Has.Stamp);

    private static void Body(WireWriter wire, in Message message, Has has)
    {
        wire.Long(message.Request);
        if (has.HasFlag(Has.Key)) wire.String(message.Key);
        if (has.HasFlag(Has.Value)) wire.String(message.Value);
        if (has.HasFlag(Has.Version)) wire.Long(message.Version);
        if (has.HasFlag(Has.Origin))
        {
            wire.Long(message.Wait);
            wire.Long(message.WriteId);
        }

        if (has.HasFlag(Has.Node)) Address(wire, message.Node);
        if (has.HasFlag(Has.Batch)) BatchFormat.Write(wire, message.Batch!);
        if (has.HasFlag(Has.Stamp)) wire.Long(message.Stamp);
    }

    private static Message Body(WireReader wire, MessageKind kind, Has has, byte bits) => new()
    {
        Kind = kind,
        Outcome = (Outcome)(bits >> 2),
        Deleted = (bits & 2) != 0,
        Token = (bits & 1) != 0,
        Request = wire.Long(),
        Key = has.HasFlag(Has.Key) ? wire.Text() : null,
        Value = has.HasFlag(Has.Value) ? wire.Text() : null,
        Version = has.HasFlag(Has.Version) ? wire.Long() : 0,
        Wait = has.HasFlag(Has.Origin) ? wire.Long() : 0,
        WriteId = has.HasFlag(Has.Origin) ? wire.Long() : 0,
        Node = has.HasFlag(Has.Node) ? Address(wire) : default,
        Batch = has.HasFlag(Has.Batch) ? BatchFormat.Read(wire) : null,
        Stamp = has.HasFlag(Has.Stamp) ? wire.Long() : 0,
    };

    public static void Address(WireWriter wire, Address address)
    {
        wire.Byte((byte)address.Role);
        wire.Long(address.Index);
        wire.Long(address.Incarnation);
    }

    public static Address Address(WireReader wire) => new((Role)wire.Byte(), wire.Int(), wire.Int());
}
