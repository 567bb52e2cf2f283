using System.IO.Compression;
using ZstdSharp;

namespace AkkaCacheSim.Traces;

/// <summary>Opens files as what they say that they are in their first bytes.</summary>
internal static class Compression
{
    public static Stream Open(string path)
    {
        var file = File.OpenRead(path);
        Span<byte> magic = stackalloc byte[4];
        var length = file.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false);
        file.Position = 0;
        return magic[..length] switch
        {
            [0x1F, 0x8B, ..] => new GZipStream(file, CompressionMode.Decompress),
            [0x28, 0xB5, 0x2F, 0xFD] => new DecompressionStream(file, leaveOpen: false),
            _ => file,
        };
    }
}
