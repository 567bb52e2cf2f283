using System.Buffers.Binary;
using System.Globalization;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Workloads;

namespace AkkaCacheSim.Traces;

/// <summary>
/// libCacheSim's oracleGeneral: records of 24 bytes, little-endian: time in seconds (32 bits), id (64), size (32), and the number of the next
/// request of the same id (64), which is not used here. Every request is a read.
/// </summary>
internal static class OracleGeneralFormat
{
    private const int RecordBytes = 24;
    private const int RecordsAtOnce = 1 << 12;

    public static IEnumerable<TraceRequest> Read(Stream stream, TraceInput source)
    {
        var buffer = new byte[RecordBytes * RecordsAtOnce];
        var at = 0L;
        while (stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false) is var read and > 0)
        {
            for (var i = 0; i < read; i += RecordBytes, at += RecordBytes)
            {
                if (read - i < RecordBytes) throw new TraceFormatException($"{source.Path}, byte {at}: a record of {RecordBytes} bytes was expected, and the file ends after {read - i}");
                yield return Parse(buffer.AsSpan(i, RecordBytes));
            }
        }
    }

    private static TraceRequest Parse(ReadOnlySpan<byte> record) => new(BinaryPrimitives.ReadUInt64LittleEndian(record[4..]).ToString(CultureInfo.InvariantCulture))
    {
        Time = BinaryPrimitives.ReadUInt32LittleEndian(record) * Durations.Second,
        Size = BinaryPrimitives.ReadUInt32LittleEndian(record[12..]),
    };
}
