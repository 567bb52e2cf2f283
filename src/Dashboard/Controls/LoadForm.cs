namespace AkkaCacheSim.Dashboard.Controls;

/// <summary>What a visitor asks of the load generator, as typed: the control API reads it, and says what is wrong with it.</summary>
public sealed class LoadForm
{
    /// <summary>Requests a second.</summary>
    public string Rate { get; set; } = "100";

    /// <summary>How many keys: k0, k1 and so on.</summary>
    public string Keys { get; set; } = "100";

    /// <summary>Zipf's θ: 0 is uniform.</summary>
    public string Skew { get; set; } = "0.9";

    /// <summary>Share of the operations that write, 0 to 1.</summary>
    public string WriteShare { get; set; } = "0.05";

    /// <summary>Share of the writes that bypass the cache, 0 to 1.</summary>
    public string BypassShare { get; set; } = "0";

    /// <summary>How long, as <c>30s</c>; nothing to go on until it is stopped.</summary>
    public string Duration { get; set; } = string.Empty;

    /// <summary>As the control API takes them.</summary>
    /// <returns>Each NAME=VALUE.</returns>
    public IReadOnlyList<string> Options()
    {
        List<(string Name, string Value)> options =
            [("rate", Rate), ("keys", Keys), ("theta", Skew), ("write-share", WriteShare), ("bypass-share", BypassShare)];
        if (!string.IsNullOrWhiteSpace(Duration)) options.Add(("duration", Duration));
        return [.. options.Select(option => $"{option.Name}={option.Value.Trim()}")];
    }
}
