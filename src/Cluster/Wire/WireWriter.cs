using System.Buffers.Binary;
using System.Text;

namespace AkkaCacheSim.Cluster.Wire;

/// <summary>Writes the primitives of the wire format: LEB128 integers (zig-zag when signed), UTF-8 strings with their length in front.</summary>
public sealed class WireWriter
{
    private byte[] _buffer = new byte[4096];

    /// <summary>How many bytes have been written.</summary>
    public int Length { get; private set; }

    /// <summary>Forgets what was written, so that the buffer serves again.</summary>
    public void Clear() => Length = 0;

    /// <summary>What was written.</summary>
    /// <returns>A copy.</returns>
    public byte[] ToArray() => _buffer.AsSpan(0, Length).ToArray();

    /// <summary>Writes a byte.</summary>
    /// <param name="value">The byte.</param>
    public void Byte(byte value)
    {
        Room(1);
        _buffer[Length++] = value;
    }

    /// <summary>Writes a truth value.</summary>
    /// <param name="value">The value.</param>
    public void Bool(bool value) => Byte(value ? (byte)1 : (byte)0);

    /// <summary>Writes an integer, small ones in fewer bytes.</summary>
    /// <param name="value">The integer.</param>
    public void Long(long value)
    {
        Room(10);
        var bits = (ulong)((value << 1) ^ (value >> 63));
        while (bits >= 0x80)
        {
            _buffer[Length++] = (byte)(bits | 0x80);
            bits >>= 7;
        }

        _buffer[Length++] = (byte)bits;
    }

    /// <summary>Writes a floating-point number.</summary>
    /// <param name="value">The number.</param>
    public void Double(double value)
    {
        Room(8);
        BinaryPrimitives.WriteDoubleLittleEndian(_buffer.AsSpan(Length), value);
        Length += 8;
    }

    /// <summary>Writes a string.</summary>
    /// <param name="value">The string; null is kept apart from empty.</param>
    public void String(string? value)
    {
        if (value is null)
        {
            Long(-1);
            return;
        }

        var count = Encoding.UTF8.GetByteCount(value);
        Long(count);
        Room(count);
        Length += Encoding.UTF8.GetBytes(value, _buffer.AsSpan(Length));
    }

    /// <summary>Writes bytes with their length in front.</summary>
    /// <param name="value">The bytes.</param>
    public void Bytes(ReadOnlySpan<byte> value)
    {
        Long(value.Length);
        Room(value.Length);
        value.CopyTo(_buffer.AsSpan(Length));
        Length += value.Length;
    }

    private void Room(int count)
    {
        if (Length + count > _buffer.Length) Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, Length + count));
    }
}
