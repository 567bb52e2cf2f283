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
    /// <summary>Writes a report.</summary>
    /// <param name="report">The report.</param>
    /// <returns>Its bytes.</returns>
    public static byte[] Write(WorkloadReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var wire = new WireWriter();
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
        var report = new WorkloadReport();
        foreach (var outcome in Enum.GetValues<Outcome>()) report.Restore(outcome, wire.Long(), wire.Long());
        report.BypassWrites = wire.Long();
        report.BypassErrors = wire.Long();
        report.StartedAt = wire.Long();
        report.EndedAt = wire.Long();
        foreach (var histogram in new[] { report.Hit, report.Miss, report.Write }) Decode(wire.Bytes(), histogram);
        var outcomes = wire.Bytes();
        if (outcomes.Length > 0) report.Outcomes = [.. outcomes.Select(outcome => (Outcome)outcome)];
        return report;
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
