using System.Buffers.Binary;
using System.Text;

namespace AkkaCacheSim.Cluster.Wire;

/// <summary>Reads what <see cref="WireWriter"/> wrote. Input is distrusted: a length beyond the data is an error, not an allocation.</summary>
public sealed class WireReader
{
    private readonly byte[] _buffer;
    private int _position;

    /// <summary>Starts at the first byte.</summary>
    /// <param name="buffer">The bytes.</param>
    public WireReader(byte[] buffer)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        _buffer = buffer;
    }

    /// <summary>Reads a byte.</summary>
    /// <returns>The byte.</returns>
    /// <exception cref="WireFormatException">The data has ended.</exception>
    public byte Byte() => _position < _buffer.Length ? _buffer[_position++] : throw new WireFormatException("the message ends too early");

    /// <summary>Reads a truth value.</summary>
    /// <returns>The value.</returns>
    public bool Bool() => Byte() != 0;

    /// <summary>Reads an integer.</summary>
    /// <returns>The integer.</returns>
    /// <exception cref="WireFormatException">It is longer than any integer.</exception>
    public long Long()
    {
        ulong bits = 0;
        for (var shift = 0; shift < 70; shift += 7)
        {
            var next = Byte();
            bits |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80) return (long)(bits >> 1) ^ -(long)(bits & 1);
        }

        throw new WireFormatException("an integer has too many bytes");
    }

    /// <summary>Reads an integer that has to fit 32 bits.</summary>
    /// <returns>The integer.</returns>
    public int Int()
    {
        var value = Long();
        return value is >= int.MinValue and <= int.MaxValue ? (int)value : throw new WireFormatException("a number is too large");
    }

    /// <summary>Reads a count of things that follow.</summary>
    /// <param name="least">How many bytes each of them has at least.</param>
    /// <returns>The count.</returns>
    public int Count(int least = 1)
    {
        var count = Long();
        return count >= 0 && count <= (_buffer.Length - _position) / least ? (int)count : throw new WireFormatException("a length is beyond the message");
    }

    /// <summary>Reads a floating-point number.</summary>
    /// <returns>The number.</returns>
    public double Double() => BinaryPrimitives.ReadDoubleLittleEndian(Take(8));

    /// <summary>Reads a string.</summary>
    /// <returns>The string, or null.</returns>
    public string? String()
    {
        var at = _position;
        if (Long() == -1) return null;
        _position = at;
        return Encoding.UTF8.GetString(Take(Count()));
    }

    /// <summary>Reads a string that can't be null.</summary>
    /// <returns>The string.</returns>
    public string Text() => String() ?? throw new WireFormatException("a string is missing");

    /// <summary>Reads bytes.</summary>
    /// <returns>A copy.</returns>
    public byte[] Bytes() => Take(Count()).ToArray();

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > _buffer.Length - _position) throw new WireFormatException("the message ends too early");
        var span = _buffer.AsSpan(_position, count);
        _position += count;
        return span;
    }
}
