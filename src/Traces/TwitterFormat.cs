using AkkaCacheSim.Core.Workloads;
using nietras.SeparatedValues;

namespace AkkaCacheSim.Traces;

/// <summary>
/// Twitter's cache traces (Yang, Yue and Rashmi, OSDI 2020): lines of time in seconds, key, key size, value size, client, operation and TTL in
/// seconds, without a header.
/// </summary>
internal static class TwitterFormat
{
    private const int Columns = 7;

    public static IEnumerable<TraceRequest> Read(Stream stream, TraceInput source)
    {
        using var reader = Sep.New(',').Reader(options => options with { HasHeader = false, DisableColCountCheck = true, DisableQuotesParsing = true }).From(stream);
        // Counted here: without quotes a row is a line, and without a header the library's own number of the first is 2.
        for (var line = 1L; reader.MoveNext(); line++) yield return Parse(reader.Current, source.Path, line);
    }

    private static TraceRequest Parse(SepReader.Row row, string path, long line)
    {
        if (row.ColCount != Columns) throw Fields.Expected(path, line, $"{Columns} columns were expected: time, key, key size, value size, client, operation, TTL");
        return new TraceRequest(Fields.Key(row[1].ToString(), path, line))
        {
            Time = Fields.Seconds(row[0].Span, "time", path, line),
            Size = Fields.Bytes(row[2].Span, "key size", path, line) + Fields.Bytes(row[3].Span, "value size", path, line),
            Kind = Fields.Kind(row[5].Span, path, line),
            Ttl = Fields.Ttl(row[6].Span, "TTL", path, line),
        };
    }
}
