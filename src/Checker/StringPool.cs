using System.Globalization;
using System.Text.Json;

namespace AkkaCacheSim.Checker;

/// <summary>Gives equal strings of a history the same object: a history repeats few keys and clients very often.</summary>
internal sealed class StringPool
{
    private readonly HashSet<string> _strings = new(StringComparer.Ordinal);
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private char[] _buffer = new char[256];

    public StringPool() => _lookup = _strings.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The string that the JSON reader stands on.</summary>
    public string Get(ref Utf8JsonReader json)
    {
        if (_buffer.Length < json.ValueSpan.Length)
            _buffer = new char[json.ValueSpan.Length];
        return Get(_buffer.AsSpan(0, json.CopyString(_buffer)));
    }

    /// <summary>An integer as text.</summary>
    public string Get(long number)
    {
        Span<char> digits = stackalloc char[20];
        number.TryFormat(digits, out var length, default, CultureInfo.InvariantCulture);
        return Get(digits[..length]);
    }

    private string Get(ReadOnlySpan<char> text)
    {
        if (_lookup.TryGetValue(text, out var known))
            return known;
        var added = text.ToString();
        _strings.Add(added);
        return added;
    }
}
