using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Settings;

namespace AkkaCacheSim.Cluster.Hosting;

/// <summary>What a process has to know to start.</summary>
/// <param name="Role">What it is for.</param>
/// <param name="Index">Its number among its peers.</param>
/// <param name="Settings">The cluster's settings at the start; they can change while it runs.</param>
/// <param name="DataFolder">Where databases and histories are.</param>
/// <param name="Seeds">HOST:PORT of members to join by; none for the first of a cluster. One that has its own address at the head begins a cluster when no other answers.</param>
/// <param name="Bind">The address that its ports bind to.</param>
/// <param name="Record">Whether it keeps a history.</param>
public sealed record ProcessSetup(Role Role, int Index, SimSettings Settings, string DataFolder, IReadOnlyList<string> Seeds, string Bind, bool Record)
{
    /// <summary>The port that the others reach it at; 0 for any.</summary>
    public int Port { get; init; }

    /// <summary>Whether it begins a cluster when no other seed answers.</summary>
    internal bool BeginsWithoutOthers => Seeds.Count > 0 && Seeds[0] == $"{Bind}:{Port}";

    /// <summary>The epoch of the settings.</summary>
    public long Epoch { get; init; }

    /// <summary>The process's name.</summary>
    public string Name => Address.NameOf(Role, Index);

    /// <summary>Where histories are kept.</summary>
    public string HistoryFolder => Path.Combine(DataFolder, "history");

    /// <summary>What to connect with to the server that holds the journals of dirty partitions; null where they are files.</summary>
    public string? JournalConnection { get; init; }

    /// <summary>The journals of dirty partitions, a file each, where they are files.</summary>
    public string JournalFolder => Path.Combine(DataFolder, "journal");
}
