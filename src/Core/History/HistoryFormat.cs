using System.Globalization;
using System.Text.Json;
using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Messages;

namespace AkkaCacheSim.Core.History;

/// <summary>Writes history lines as JSON objects, one a line.</summary>
public static class HistoryFormat
{
    /// <summary>Writes one line's JSON object; the caller ends the line.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="line">The line.</param>
    public static void Write(Utf8JsonWriter json, in HistoryLine line)
    {
        ArgumentNullException.ThrowIfNull(json);
        json.WriteStartObject();
        switch (line.Kind)
        {
            case HistoryKind.Read: WriteRead(json, line); break;
            case HistoryKind.Write: WriteWrite(json, line); break;
            case HistoryKind.Commit: WriteCommit(json, line); break;
            case HistoryKind.Load: WriteLoad(json, line); break;
            case HistoryKind.Copy: WriteCopy(json, "copy", line); break;
            case HistoryKind.Drop: WriteCopy(json, "drop", line); break;
            case HistoryKind.Final: WriteFinal(json, line); break;
            default: throw new ArgumentOutOfRangeException(nameof(line), line.Kind, "a known kind of line was expected");
        }

        json.WriteEndObject();
    }

    /// <summary>The id that histories show for a write.</summary>
    /// <param name="writeId">A write id.</param>
    /// <returns>Null for none and for bypassing writers.</returns>
    public static string? Id(long writeId) => writeId <= 0 ? null : writeId.ToString(CultureInfo.InvariantCulture);

    private static void WriteRead(Utf8JsonWriter json, in HistoryLine line)
    {
        Head(json, "read", line);
        Version(json, line);
        if (line.Deleted) json.WriteBoolean("deleted", true);
        Span(json, line);
        json.WriteString("outcome", OutcomeName(line.Outcome));
        if (line.Node.Role != Role.None)
        {
            json.WriteString("node", line.Node.Name);
            json.WriteNumber("incarnation", line.Node.Incarnation);
        }
    }

    private static void WriteWrite(Utf8JsonWriter json, in HistoryLine line)
    {
        Head(json, "write", line);
        json.WriteString("id", Id(line.WriteId));
        Span(json, line);
        json.WriteBoolean("acked", line.Outcome is Outcome.Stored or Outcome.Deleted);
        json.WriteBoolean("durable", !line.Volatile);
    }

    private static void WriteCommit(Utf8JsonWriter json, in HistoryLine line)
    {
        json.WriteString("t", "commit");
        json.WriteString("key", line.Key);
        json.WriteNumber("version", line.Version);
        json.WriteString("id", Id(line.WriteId));
        json.WriteNumber("from", line.Start);
        json.WriteNumber("at", line.End);
        if (line.Deleted) json.WriteBoolean("deleted", true);
    }

    private static void WriteLoad(Utf8JsonWriter json, in HistoryLine line)
    {
        json.WriteString("t", "load");
        json.WriteString("key", line.Key);
        json.WriteString("by", line.Client.Name);
        json.WriteString("reason", line.Cause);
        Span(json, line);
    }

    private static void WriteCopy(Utf8JsonWriter json, string kind, in HistoryLine line)
    {
        json.WriteString("t", kind);
        json.WriteString("node", line.Node.Name);
        json.WriteString("key", line.Key);
        Version(json, line);
        if (line.Cause is not null) json.WriteString("cause", line.Cause);
        json.WriteNumber("at", line.End);
    }

    private static void WriteFinal(Utf8JsonWriter json, in HistoryLine line)
    {
        json.WriteString("t", "final");
        json.WriteString("key", line.Key);
        json.WriteNumber("version", line.Version);
    }

    // A value that is not committed yet has the id of its write in place of a version.
    private static void Version(Utf8JsonWriter json, in HistoryLine line)
    {
        if (line.WriteId > 0 && line.Version == 0)
        {
            json.WriteNull("version");
            json.WriteString("id", Id(line.WriteId));
        }
        else
        {
            json.WriteNumber("version", line.Version);
        }
    }

    private static void Head(Utf8JsonWriter json, string kind, in HistoryLine line)
    {
        json.WriteString("t", kind);
        json.WriteString("client", line.Client.Name);
        json.WriteString("key", line.Key);
    }

    private static void Span(Utf8JsonWriter json, in HistoryLine line)
    {
        json.WriteNumber("start", line.Start);
        json.WriteNumber("end", line.End);
    }

    private static string OutcomeName(Outcome outcome) => outcome switch
    {
        Outcome.Hit => "hit",
        Outcome.Miss => "miss",
        Outcome.Failover => "failover",
        Outcome.Stored => "stored",
        Outcome.Deleted => "deleted",
        Outcome.Error => "error",
        Outcome.Shed => "shed",
        Outcome.Timeout => "timeout",
        Outcome.Refused => "refused",
        Outcome.Stale => "stale",
        Outcome.Coalesced => "coalesced",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "an outcome was expected"),
    };
}
