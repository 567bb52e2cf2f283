namespace AkkaCacheSim.Traces.Tests;

/// <summary>The same bytes over and over: a file of any size that takes no room.</summary>
internal sealed class RepeatingStream(byte[] unit, long times) : Stream
{
    private long _position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => unit.Length * times;

    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        var length = (int)Math.Min(count, Length - _position);
        for (var i = 0; i < length; i++) buffer[offset + i] = unit[_position++ % unit.Length];
        return length;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
