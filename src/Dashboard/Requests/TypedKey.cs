namespace AkkaCacheSim.Dashboard.Requests;

/// <summary>The key that the visitor has typed: requests are sent for it, and the placement shows where it lands.</summary>
public sealed class TypedKey
{
    private string _text = "";

    /// <summary>It is another now.</summary>
    public event Action? Changed;

    /// <summary>The key; empty for none.</summary>
    public string Text
    {
        get => _text;
        set
        {
            if (_text == value) return;
            _text = value;
            Changed?.Invoke();
        }
    }
}
