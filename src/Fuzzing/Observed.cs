using AkkaCacheSim.Core.History;

namespace AkkaCacheSim.Fuzzing;

/// <summary>The lines of a run's history that the invariants look at themselves.</summary>
internal sealed class Observed
{
    /// <summary>Reads that have ended.</summary>
    public List<HistoryLine> Reads { get; } = [];

    /// <summary>Writes that have ended.</summary>
    public List<HistoryLine> Writes { get; } = [];

    /// <summary>Loads that brought something.</summary>
    public List<HistoryLine> Loads { get; } = [];

    /// <summary>Copies that nodes have stored.</summary>
    public List<HistoryLine> Copies { get; } = [];

    /// <summary>Notes a line.</summary>
    public void Add(HistoryLine line)
    {
        if (line.Kind == HistoryKind.Read) Reads.Add(line);
        else if (line.Kind == HistoryKind.Write) Writes.Add(line);
        else if (line.Kind == HistoryKind.Load) Loads.Add(line);
        else if (line.Kind == HistoryKind.Copy) Copies.Add(line);
    }
}
