using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Workloads;
using ZstdSharp;

namespace AkkaCacheSim.Traces.Tests;

public sealed class TraceReaderTests : IDisposable
{
    private const string Twitter = """
        0,yDqF3w,6,100,1,get,0
        0,yDqF3w,6,200,1,set,86400
        5,b,1,0,2,delete,0
        7,b,1,3,2,incr,2

        """;

    private static readonly TraceRequest[] TwitterRequests =
    [
        new("yDqF3w") { Size = 106 },
        new("yDqF3w") { Kind = OperationKind.Write, Size = 206, Ttl = 86_400 * Durations.Second },
        new("b") { Kind = OperationKind.Delete, Time = 5 * Durations.Second, Size = 1 },
        new("b") { Kind = OperationKind.Write, Time = 7 * Durations.Second, Size = 4, Ttl = 2 * Durations.Second },
    ];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("traces");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_text_has_a_key_a_line() =>
        Assert.Equal([new("a"), new("b c"), new("a,b"), new("ü")], Read("trace.txt", "a\r\nb c\na,b\nü"u8));

    [Fact]
    public void Twitters_columns_give_operations_sizes_and_ttls() =>
        Assert.Equal(TwitterRequests, Read("cluster1.sort", Encoding.UTF8.GetBytes(Twitter)));

    [Theory]
    [InlineData("key,size,op,ttl,timestamp\na,10,set,3,1.5\n\"b,\"\"c\",0,get,,2\n", null)]
    [InlineData("x,bytes,id,verb,life,when\n-,10,a,set,3,1.5\n-,0,\"b,\"\"c\",get,0,2\n", "key=id,size=bytes,op=verb,ttl=life,time=when")]
    public void A_csv_has_its_columns_by_name(string text, string? columns) => Assert.Equal(
        [
            new("a") { Kind = OperationKind.Write, Time = 1_500 * Durations.Millisecond, Size = 10, Ttl = 3 * Durations.Second },
            new("b,\"c") { Time = 2 * Durations.Second },
        ],
        Read("trace.csv", Encoding.UTF8.GetBytes(text), columns: columns));

    [Fact]
    public void OracleGeneral_has_records_of_24_bytes()
    {
        byte[] bytes = [.. Record(7, ulong.MaxValue, 4_000_000_000), .. Record(8, 1, 0)];
        Assert.Equal(
            [new("18446744073709551615") { Time = 7 * Durations.Second, Size = 4_000_000_000 }, new("1") { Time = 8 * Durations.Second }],
            Read("w1.oracleGeneral.bin", bytes));
    }

    [Theory]
    [InlineData("cluster1.sort.gz")]
    [InlineData("cluster1.sort.zst")]
    [InlineData("any name")]
    public void A_compressed_trace_is_the_plain_one(string name)
    {
        using var compressed = new MemoryStream();
        using (Stream stream = name.EndsWith("zst", StringComparison.Ordinal) ? new CompressionStream(compressed) : new GZipStream(compressed, CompressionLevel.Fastest))
        {
            stream.Write(Encoding.UTF8.GetBytes(Twitter));
        }

        Assert.Equal(TwitterRequests, Read(name, compressed.ToArray(), "twitter"));
    }

    [Theory]
    [InlineData("txt", "a\n\nb", "line 2: a key of at least one character")]
    [InlineData("txt", "a\nb\u0001", "line 2: a key a line was expected")]
    [InlineData("csv", "", "line 1: a header with a column key")]
    [InlineData("csv", "id,ts\na,1\nb\n", "line 3: 2 columns were expected")]
    [InlineData("csv", "id,ts\na,soon\n", "line 2: time: a number of seconds")]
    [InlineData("csv", "id,size\na,-1\n", "line 2: size: a number of bytes")]
    [InlineData("csv", "id,op\na,dance\n", "line 2: an operation was expected: get")]
    [InlineData("twitter", "1,a,1,1,1,get,0\n1,a,1,1,1,get\n", "line 2: 7 columns were expected")]
    [InlineData("twitter", "1,a,1,1,1,get,-5\n", "line 1: TTL: a number of seconds")]
    [InlineData("oracle-general", "123456789012345678901234567890", "byte 24: a record of 24 bytes was expected, and the file ends after 6")]
    public void A_broken_trace_is_named_with_the_place(string format, string text, string expected)
    {
        var e = Assert.Throws<TraceFormatException>(() => Read("broken", Encoding.UTF8.GetBytes(text), format));
        Assert.Contains("broken, " + expected, e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', e.Message);
    }

    [Theory]
    [InlineData("key", "--columns key: WHAT=NAME was expected")]
    [InlineData("colour=id", "--columns colour=id: WHAT=NAME was expected")]
    [InlineData("key=nowhere", "a column nowhere was expected; the header has id, ts")]
    public void A_wrong_list_of_columns_is_named(string columns, string expected) => Assert.Contains(
        expected,
        Assert.Throws<TraceFormatException>(() => Read("trace.csv", "id,ts\na,1\n"u8, columns: columns)).Message,
        StringComparison.Ordinal);

    [Fact]
    public void A_cut_compression_is_named()
    {
        using var compressed = new MemoryStream();
        using (var stream = new GZipStream(compressed, CompressionLevel.Fastest, leaveOpen: true)) stream.Write(new byte[100]);
        foreach (var bytes in new[] { compressed.ToArray()[..20], [0x28, 0xB5, 0x2F, 0xFD, 0xFF, 1, 2, 3, 4, 5, 6, 7, 8, 9] })
        {
            Assert.Contains("broken", Assert.Throws<TraceFormatException>(() => Read("broken", bytes)).Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("txt")]
    [InlineData("twitter")]
    [InlineData("oracle-general")]
    public void Memory_does_not_grow_with_the_trace(string format)
    {
        var line = format switch { "txt" => "key\n"u8.ToArray(), "twitter" => "1,key,3,10,1,get,0\n"u8.ToArray(), _ => Record(1, 2, 3) };
        using var reader = new TraceReader(new TraceInput("generated", format), new RepeatingStream(line, 1_000_000));
        var batch = new TraceRequest[4_096];
        for (var i = 0; i < 10; i++) reader.Read(batch);
        var early = GC.GetTotalMemory(forceFullCollection: true);
        var count = 10L * batch.Length;
        for (var read = reader.Read(batch); read > 0; read = reader.Read(batch)) count += read;
        Assert.Equal(1_000_000, count);
        // What is alive at the end is what was alive at the beginning; other tests run beside this one.
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - early, long.MinValue, 4_000_000);
    }

    private static byte[] Record(uint time, ulong id, uint size)
    {
        var record = new byte[24];
        BinaryPrimitives.WriteUInt32LittleEndian(record, time);
        BinaryPrimitives.WriteUInt64LittleEndian(record.AsSpan(4), id);
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(12), size);
        BinaryPrimitives.WriteInt64LittleEndian(record.AsSpan(16), -1);
        return record;
    }

    private List<TraceRequest> Read(string name, ReadOnlySpan<byte> content, string? format = null, string? columns = null)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllBytes(path, content);
        using var reader = new TraceReader(new TraceInput(path, format, columns));
        var batch = new TraceRequest[3];
        var all = new List<TraceRequest>();
        for (var count = reader.Read(batch); count > 0; count = reader.Read(batch)) all.AddRange(batch[..count]);
        return all;
    }
}
