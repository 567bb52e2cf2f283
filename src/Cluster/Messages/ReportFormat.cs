using System.IO.Compression;
using AkkaCacheSim.Cluster.Wire;
using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Workloads;
using HdrHistogram;
using HdrHistogram.Encoding;
using HdrHistogram.Utilities;

namespace AkkaCacheSim.Cluster.Messages;

/// <summary>The wire format of a workload's report; histograms travel in HdrHistogram's own encoding, so that they can be added up.</summary>
public static class ReportFormat
{
    private const byte Version = 3;

    // An hour with thirty different latencies in every interval comes to 5 MB; a length beyond this is no series.
    private const int LongestSeries = 12 << 20;

    /// <summary>Writes a report.</summary>
    /// <param name="report">The report.</param>
    /// <returns>Its bytes.</returns>
    public static byte[] Write(WorkloadReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var wire = new WireWriter();
        wire.Byte(Version);
        foreach (var outcome in Enum.GetValues<Outcome>())
        {
            wire.Long(report.ReadsEnding(outcome));
            wire.Long(report.WritesEnding(outcome));
        }

        wire.Long(report.BypassWrites);
        wire.Long(report.BypassErrors);
        wire.Long(report.StartedAt);
        wire.Long(report.EndedAt);
        foreach (var histogram in new[] { report.Hit, report.Miss, report.Write }) wire.Bytes(Encode(histogram));
        Write(report.Series, wire);
        wire.Bytes(report.Outcomes is null ? [] : [.. report.Outcomes.Select(outcome => (byte)outcome)]);
        return wire.ToArray();
    }

    /// <summary>Reads a report.</summary>
    /// <param name="bytes">Its bytes.</param>
    /// <returns>The report.</returns>
    /// <exception cref="WireFormatException">The bytes are no report.</exception>
    public static WorkloadReport Read(byte[] bytes)
    {
        var wire = new WireReader(bytes);
        if (wire.Byte() != Version) throw new WireFormatException("a report of another version");
        var report = new WorkloadReport();
        foreach (var outcome in Enum.GetValues<Outcome>()) report.Restore(outcome, wire.Long(), wire.Long());
        report.BypassWrites = wire.Long();
        report.BypassErrors = wire.Long();
        report.StartedAt = wire.Long();
        report.EndedAt = wire.Long();
        foreach (var histogram in new[] { report.Hit, report.Miss, report.Write }) Decode(wire.Bytes(), histogram);
        Read(wire, report.Series);
        var outcomes = wire.Bytes();
        if (outcomes.Length > 0) report.Outcomes = [.. outcomes.Select(outcome => (Outcome)outcome)];
        return report;
    }

    // Most of a row's numbers are zero, and rows are alike: the others with their distance to the one before, and all of it compressed, so that an hour fits
    // into one message.
    private static void Write(LoadSeries series, WireWriter into)
    {
        var wire = new WireWriter();
        wire.Long(series.Count);
        for (var i = 0; i < series.Count; i++)
        {
            var row = series.Row(i);
            var last = -1;
            for (var column = 0; column < row.Length; column++)
            {
                if (row[column] == 0) continue;
                wire.Byte((byte)(column - last));
                wire.Long(row[column]);
                last = column;
            }

            wire.Byte(0);
        }

        var plain = wire.ToArray();
        var packed = new byte[BrotliEncoder.GetMaxCompressedLength(plain.Length)];
        if (!BrotliEncoder.TryCompress(plain, packed, out var length, quality: 4, window: 22)) throw new InvalidOperationException("a series could not be compressed");
        into.Long(plain.Length);
        into.Bytes(packed.AsSpan(0, length));
    }

    private static void Read(WireReader from, LoadSeries series)
    {
        var length = from.Long();
        if (length is < 0 or > LongestSeries) throw new WireFormatException("a series is too long");
        var plain = new byte[length];
        if (!BrotliDecoder.TryDecompress(from.Bytes(), plain, out var written) || written != length) throw new WireFormatException("no series");
        var wire = new WireReader(plain);
        var count = wire.Count();
        if (count > LoadSeries.MaxCount) throw new WireFormatException("a series has too many intervals");
        for (var i = 0; i < count; i++)
        {
            var row = series.Row(i);
            var column = -1;
            for (var step = wire.Byte(); step != 0; step = wire.Byte())
            {
                column += step;
                var value = wire.Long();
                if (column >= row.Length || value < 0) throw new WireFormatException("a series has numbers that it can't have");
                row[column] = value;
            }
        }
    }

    private static byte[] Encode(HistogramBase histogram)
    {
        var buffer = ByteBuffer.Allocate(histogram.GetNeededByteBufferCapacity());
        var length = histogram.Encode(buffer, HistogramEncoderV2.Instance);
        var bytes = new byte[length];
        buffer.Position = 0;
        for (var i = 0; i < length; i++) bytes[i] = buffer.Get();
        return bytes;
    }

    // Not the compressed form: its decoder takes what one read of the stream gives for all of it, and fails on larger histograms.
    private static void Decode(byte[] bytes, HistogramBase into)
    {
        // The decoder believes the sizes that the header names; here there is only one range and precision.
        if (!bytes.AsSpan().StartsWith(Encode(into).AsSpan(0, 4))) throw new WireFormatException("a histogram of another version");
        if (!Shape(bytes).SequenceEqual(Shape(Encode(into)))) throw new WireFormatException("a histogram of another range");
        try
        {
            into.Add(HistogramEncoding.DecodeFromByteBuffer(ByteBuffer.Allocate(bytes), 0));
        }
        catch (Exception e) when (e is ArgumentException or IndexOutOfRangeException or InvalidOperationException or OverflowException)
        {
            throw new WireFormatException("no histogram: " + e.Message);
        }
    }

    // Digits, lowest and highest value: bytes 12 to 31 of the header.
    private static ReadOnlySpan<byte> Shape(byte[] bytes) =>
        bytes.Length >= 40 ? bytes.AsSpan(12, 20) : throw new WireFormatException("a histogram ends too early");
}
