using System.Buffers;
using System.Text.Json;
using AkkaCacheSim.Core.History;

namespace AkkaCacheSim.Simulation;

/// <summary>Writes a run's history to a stream, a JSON object a line.</summary>
public sealed class VirtualHistory : IDisposable
{
    private const int FlushAt = 1 << 16;
    private static readonly byte[] LineEnd = [(byte)'\n'];

    private readonly Stream _stream;
    private readonly ArrayBufferWriter<byte> _buffer = new(FlushAt * 2);
    private readonly Utf8JsonWriter _json;
    private readonly Action<HistoryLine>? _seen;

    /// <summary>Starts a history.</summary>
    /// <param name="stream">Where to; stays open.</param>
    /// <param name="seen">Told of each line; null for nobody.</param>
    public VirtualHistory(Stream stream, Action<HistoryLine>? seen = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        _seen = seen;
        _stream = stream;
        _json = new Utf8JsonWriter(_buffer);
    }

    /// <summary>Adds a line.</summary>
    /// <param name="line">The line.</param>
    public void Add(in HistoryLine line)
    {
        HistoryFormat.Write(_json, line);
        _json.Flush();
        _json.Reset();
        _buffer.Write(LineEnd);
        _seen?.Invoke(line);
        if (_buffer.WrittenCount >= FlushAt) Flush();
    }

    /// <summary>Writes out what is still in memory.</summary>
    public void Flush()
    {
        _stream.Write(_buffer.WrittenSpan);
        _buffer.ResetWrittenCount();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Flush();
        _json.Dispose();
    }
}
