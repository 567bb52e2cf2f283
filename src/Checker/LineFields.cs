using System.Text;
using System.Text.Json;

namespace AkkaCacheSim.Checker;

/// <summary>
/// The fields of the one line at hand, taken apart in a single pass and reused for the next. What stands in a field is
/// judged only when it is asked for, so that kinds we do not know may use our names as they like.
/// </summary>
internal sealed class LineFields
{
    private static readonly byte[][] Names =
    [
        "t"u8.ToArray(), "key"u8.ToArray(), "client"u8.ToArray(), "id"u8.ToArray(), "outcome"u8.ToArray(),
        "node"u8.ToArray(), "version"u8.ToArray(), "start"u8.ToArray(), "end"u8.ToArray(), "from"u8.ToArray(),
        "at"u8.ToArray(), "acked"u8.ToArray(), "durable"u8.ToArray(),
    ];

    private readonly string _source;
    private readonly StringPool _pool = new();
    private readonly FieldForm[] _forms = new FieldForm[Names.Length];
    private readonly string[] _texts = new string[Names.Length];
    private readonly long[] _numbers = new long[Names.Length];
    private byte[] _utf8 = new byte[1024];
    private long _lineNumber;

    public LineFields(string source) => _source = source;

    /// <summary>Takes a line apart.</summary>
    public void Load(string line, long lineNumber)
    {
        _lineNumber = lineNumber;
        Array.Clear(_forms);
        var most = Encoding.UTF8.GetMaxByteCount(line.Length);
        if (_utf8.Length < most)
            _utf8 = new byte[most];
        var length = Encoding.UTF8.GetBytes(line, _utf8);
        try
        {
            TakeApart(_utf8.AsSpan(0, length));
        }
        catch (JsonException fault)
        {
            throw new HistoryFormatException(
                _source, _lineNumber, $"one JSON object, but it breaks off at byte {fault.BytePositionInLine}", fault);
        }
        catch (InvalidOperationException fault)
        {
            throw new HistoryFormatException(_source, _lineNumber, "strings of valid Unicode", fault);
        }
    }

    /// <summary>A text that must be there.</summary>
    public string Text(LineField field) =>
        _forms[(int)field] == FieldForm.Text ? _texts[(int)field] : throw Expected(field, "a string");

    /// <summary>A text that may be null or absent; integers pass as text too, for ids.</summary>
    public string? TextOrNull(LineField field) => _forms[(int)field] switch
    {
        FieldForm.Absent or FieldForm.Null => null,
        FieldForm.Text => _texts[(int)field],
        FieldForm.Integer => _pool.Get(_numbers[(int)field]),
        _ => throw Expected(field, "a string or null"),
    };

    /// <summary>An integer that must be there.</summary>
    public long Integer(LineField field) =>
        _forms[(int)field] == FieldForm.Integer ? _numbers[(int)field] : throw Expected(field, "an integer");

    /// <summary>An integer that may be null or absent.</summary>
    public long? IntegerOrNull(LineField field) => _forms[(int)field] switch
    {
        FieldForm.Absent or FieldForm.Null => null,
        FieldForm.Integer => _numbers[(int)field],
        _ => throw Expected(field, "an integer or null"),
    };

    /// <summary>A truth value that must be there.</summary>
    public bool Truth(LineField field) =>
        _forms[(int)field] == FieldForm.Truth ? _numbers[(int)field] == 1 : throw Expected(field, "true or false");

    /// <summary>A truth value that counts as false where it is null or absent.</summary>
    public bool TruthOrFalse(LineField field) =>
        _forms[(int)field] is not (FieldForm.Absent or FieldForm.Null) && Truth(field);

    private void TakeApart(ReadOnlySpan<byte> utf8)
    {
        var json = new Utf8JsonReader(utf8);
        if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
            throw new HistoryFormatException(_source, _lineNumber, "one JSON object");
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var field = FieldOf(ref json);
            json.Read();
            if (field >= 0)
                Take(ref json, field);
            json.Skip();
        }

        json.Read(); // throws where anything follows the object
    }

    private void Take(ref Utf8JsonReader json, int field)
    {
        _forms[field] = FieldForm.Other;
        switch (json.TokenType)
        {
            case JsonTokenType.Null:
                _forms[field] = FieldForm.Null;
                break;
            case JsonTokenType.String:
                _forms[field] = FieldForm.Text;
                _texts[field] = _pool.Get(ref json);
                break;
            case JsonTokenType.Number when json.TryGetInt64(out _numbers[field]):
                _forms[field] = FieldForm.Integer;
                break;
            case JsonTokenType.True or JsonTokenType.False:
                _forms[field] = FieldForm.Truth;
                _numbers[field] = json.TokenType == JsonTokenType.True ? 1 : 0;
                break;
        }
    }

    private static int FieldOf(ref Utf8JsonReader json)
    {
        for (var i = 0; i < Names.Length; i++)
        {
            if (json.ValueTextEquals(Names[i]))
                return i;
        }

        return -1;
    }

    private HistoryFormatException Expected(LineField field, string what)
    {
        var name = Encoding.UTF8.GetString(Names[(int)field]);
        var where = field == LineField.Kind ? "" : $" of a {_texts[(int)LineField.Kind]} line";
        return new HistoryFormatException(_source, _lineNumber, $"{what} in '{name}'{where}");
    }
}
