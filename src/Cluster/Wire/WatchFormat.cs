using AkkaCacheSim.Cluster.Messages;
using AkkaCacheSim.Core.History;
using AkkaCacheSim.Core.Messages;

namespace AkkaCacheSim.Cluster.Wire;

/// <summary>The wire format of what a watched process has done.</summary>
internal static class WatchFormat
{
    // Kind, outcome, bits, key, version, write id, two times, two addresses of three and the cause.
    private const int LeastLine = 15;

    public static void Write(WireWriter wire, Watched watched)
    {
        LetterFormat.Address(wire, watched.Process);
        wire.Long(watched.Level);
        wire.Long(watched.Seen);
        wire.Long(watched.Last);
        wire.Long(watched.Lines.Count);
        foreach (var line in watched.Lines) Write(wire, line);
    }

    public static Watched Read(WireReader wire)
    {
        var (process, level, seen, last) = (LetterFormat.Address(wire), wire.Int(), wire.Long(), wire.Long());
        var lines = new HistoryLine[wire.Count(LeastLine)];
        for (var i = 0; i < lines.Length; i++) lines[i] = ReadLine(wire);
        return new Watched(process, level, seen, last, lines);
    }

    private static void Write(WireWriter wire, in HistoryLine line)
    {
        wire.Byte((byte)line.Kind);
        wire.Byte((byte)line.Outcome);
        wire.Byte((byte)((line.Deleted ? 1 : 0) | (line.Volatile ? 2 : 0)));
        wire.String(line.Key);
        wire.Long(line.Version);
        wire.Long(line.WriteId);
        wire.Long(line.Start);
        wire.Long(line.End - line.Start);
        LetterFormat.Address(wire, line.Client);
        LetterFormat.Address(wire, line.Node);
        wire.String(line.Cause);
    }

    private static HistoryLine ReadLine(WireReader wire)
    {
        var (kind, outcome, bits) = ((HistoryKind)wire.Byte(), (Outcome)wire.Byte(), wire.Byte());
        var (key, version, writeId, start) = (wire.String(), wire.Long(), wire.Long(), wire.Long());
        return new HistoryLine
        {
            Kind = kind,
            Outcome = outcome,
            Deleted = (bits & 1) != 0,
            Volatile = (bits & 2) != 0,
            Key = key,
            Version = version,
            WriteId = writeId,
            Start = start,
            End = start + wire.Long(),
            Client = LetterFormat.Address(wire),
            Node = LetterFormat.Address(wire),
            Cause = wire.String(),
        };
    }
}
