using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Workloads;
using nietras.SeparatedValues;

namespace AkkaCacheSim.Traces;

/// <summary>Comma-separated values under a header; only the key must be there. Fields may be quoted.</summary>
internal static class CsvFormat
{
    public static IEnumerable<TraceRequest> Read(Stream stream, TraceInput source)
    {
        using var reader = Sep.New(',').Reader(options => options with { Unescape = true, DisableColCountCheck = true }).From(stream);
        var columns = CsvColumns.Find(reader.Header, source);
        while (reader.MoveNext()) yield return Parse(reader.Current, columns, reader.Header.ColNames.Count, source.Path);
    }

    private static TraceRequest Parse(SepReader.Row row, CsvColumns columns, int count, string path)
    {
        var line = row.LineNumberFrom;
        if (row.ColCount != count) throw Fields.Expected(path, line, $"{count} columns were expected, as in the header");
        return new TraceRequest(Fields.Key(row[columns.Key].ToString(), path, line))
        {
            Time = columns.Time < 0 ? 0 : Fields.Seconds(row[columns.Time].Span, "time", path, line),
            Size = columns.Size < 0 ? 0 : Fields.Bytes(row[columns.Size].Span, "size", path, line),
            Kind = columns.Op < 0 ? OperationKind.Read : Fields.Kind(row[columns.Op].Span, path, line),
            Ttl = columns.Ttl < 0 ? Durations.None : Fields.Ttl(row[columns.Ttl].Span, "TTL", path, line),
        };
    }
}
