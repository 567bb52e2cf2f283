namespace AkkaCacheSim.Dashboard.Events;

/// <summary>The kinds of events that there are, and how they are told apart without colour.</summary>
public static class EventKinds
{
    /// <summary>What becomes of the cluster as a whole.</summary>
    public static IReadOnlyList<string> OfCluster { get; } = ["process", "member", "fault", "configure", "workload", "scenario", "request"];

    /// <summary>What the processes do with requests: a sample.</summary>
    public static IReadOnlyList<string> OfRequests { get; } = ["read", "write", "load", "copy", "drop", "commit"];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [.. OfCluster, .. OfRequests];

    /// <summary>A sign.</summary>
    /// <param name="kind">Of which kind.</param>
    /// <returns>One character.</returns>
    public static string Sign(string kind) => kind switch
    {
        "read" => "→",
        "write" => "✎",
        "load" => "⇣",
        "copy" => "⊕",
        "drop" => "⊖",
        "commit" => "⊙",
        "fault" => "⚡",
        "configure" => "⚙",
        "member" => "◉",
        "process" => "▣",
        "workload" => "≋",
        "scenario" => "▶",
        _ => "•",
    };
}
