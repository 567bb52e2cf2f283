using AkkaCacheSim.Core.Workloads;
using ZstdSharp;

namespace AkkaCacheSim.Traces;

/// <summary>Reads a trace from its beginning to its end, and keeps no more of it than what it has just returned.</summary>
public sealed class TraceReader : IDisposable
{
    private readonly TraceInput _source;
    private readonly Stream _stream;
    private readonly IEnumerator<TraceRequest> _requests;

    /// <summary>Opens a trace.</summary>
    /// <param name="source">Which one.</param>
    /// <exception cref="TraceFormatException">It can't be read, or its format is unknown.</exception>
    public TraceReader(TraceInput source)
        : this(source, Opened(source))
    {
    }

    internal TraceReader(TraceInput source, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(source);
        _source = source;
        _stream = stream;
        _requests = TraceFormats.Read(stream, source).GetEnumerator();
    }

    /// <summary>Reads on.</summary>
    /// <param name="batch">Where the requests go.</param>
    /// <returns>How many there were; 0 at the end.</returns>
    /// <exception cref="TraceFormatException">It is no trace of its format, or can't be read.</exception>
    public int Read(Span<TraceRequest> batch)
    {
        try
        {
            var count = 0;
            while (count < batch.Length && _requests.MoveNext()) batch[count++] = _requests.Current;
            return count;
        }
        catch (Exception e) when (e is IOException or InvalidDataException or ZstdException or NotSupportedException)
        {
            throw Unreadable(_source, e);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _requests.Dispose();
        _stream.Dispose();
    }

    private static Stream Opened(TraceInput source)
    {
        ArgumentNullException.ThrowIfNull(source);
        try
        {
            return Compression.Open(source.Path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(source, e);
        }
    }

    private static TraceFormatException Unreadable(TraceInput source, Exception e) => new($"{source.Path}: can't be read: {e.Message.ReplaceLineEndings(" ")}");
}
