using System.Buffers;
using System.Text.Json;
using AkkaCacheSim.Core.History;

namespace AkkaCacheSim.Cluster.Hosting;

/// <summary>
/// A process's part of the history. Lines are handed to the operating system whole, before the messages of the same turn leave, so that a
/// process that is killed has noted what it acknowledged.
/// </summary>
public sealed class HistoryFile : IDisposable
{
    private static readonly byte[] LineEnd = [(byte)'\n'];

    private readonly ArrayBufferWriter<byte> _buffer = new(1 << 16);
    private readonly Utf8JsonWriter _json;
    private readonly FileStream _file;

    /// <summary>Opens the file; a process that was started again goes on with it.</summary>
    /// <param name="path">Its path; the folder is made.</param>
    public HistoryFile(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        _file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
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
    }

    /// <summary>Hands over what has gathered.</summary>
    public void Flush()
    {
        if (_buffer.WrittenCount == 0) return;
        _file.Write(_buffer.WrittenSpan);
        _buffer.ResetWrittenCount();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Flush();
        _json.Dispose();
        _file.Dispose();
    }
}
