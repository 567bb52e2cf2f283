namespace AkkaCacheSim.Core.Placement;

/// <summary>
/// The slot of a key as Redis Cluster counts it: CRC-16/XMODEM modulo 16,384. Where a key has a hash tag, the text between its
/// first <c>{</c> and the next <c>}</c>, only the tag counts, so that keys with one tag have one owner.
/// </summary>
public static class KeySlot
{
    /// <summary>How many slots there are.</summary>
    public const int Count = 16_384;

    private static readonly ushort[] Table = [.. Enumerable.Range(0, 256).Select(OfByte)];

    /// <summary>The slot of a key.</summary>
    /// <param name="key">The key.</param>
    /// <returns>From 0 to 16,383.</returns>
    public static int Of(string key) => (int)KeyHash.Of(key, bytes => (uint)(Crc16(Tag(bytes)) % Count));

    /// <summary>CRC-16/XMODEM: polynomial 0x1021, from 0, nothing reflected.</summary>
    /// <param name="bytes">What to sum.</param>
    /// <returns>The sum.</returns>
    public static ushort Crc16(ReadOnlySpan<byte> bytes)
    {
        ushort crc = 0;
        foreach (var octet in bytes) crc = (ushort)((crc << 8) ^ Table[(crc >> 8) ^ octet]);
        return crc;
    }

    private static ReadOnlySpan<byte> Tag(ReadOnlySpan<byte> key)
    {
        var open = key.IndexOf((byte)'{');
        if (open < 0) return key;
        var rest = key[(open + 1)..];
        var length = rest.IndexOf((byte)'}');
        return length > 0 ? rest[..length] : key;
    }

    private static ushort OfByte(int octet)
    {
        var crc = octet << 8;
        for (var bit = 0; bit < 8; bit++) crc = (crc & 0x8000) != 0 ? (crc << 1) ^ 0x1021 : crc << 1;
        return (ushort)crc;
    }
}
