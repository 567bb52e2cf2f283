using System.Globalization;
using System.Text;
using System.Text.Json;
using AkkaCacheSim.Checker;

namespace AkkaCacheSim.Simulation.Tests;

/// <summary>A history in memory.</summary>
internal sealed class Recorded : IDisposable
{
    private readonly MemoryStream _stream = new();

    public Recorded() => History = new VirtualHistory(_stream);

    public VirtualHistory History { get; }

    public byte[] Bytes()
    {
        History.Flush();
        return _stream.ToArray();
    }

    public CheckReport Check() => HistoryCheck.Run([new StringReader(Encoding.UTF8.GetString(Bytes()))]);

    /// <summary>The writes that asked for a change.</summary>
    public IReadOnlyList<RecordedWrite> Writes() => [.. Encoding.UTF8.GetString(Bytes()).Split('\n')
        .Where(line => line.StartsWith("{\"t\":\"write\"", StringComparison.Ordinal))
        .Select(line => JsonDocument.Parse(line).RootElement)
        .Where(write => write.GetProperty("id").ValueKind == JsonValueKind.String)
        .Select(write => new RecordedWrite(
            write.GetProperty("key").GetString()!,
            long.Parse(write.GetProperty("id").GetString()!, CultureInfo.InvariantCulture),
            write.GetProperty("start").GetInt64(),
            write.GetProperty("end").GetInt64(),
            write.GetProperty("acked").GetBoolean()))];

    public void Dispose()
    {
        History.Dispose();
        _stream.Dispose();
    }
}
