namespace AkkaCacheSim.Checker;

/// <summary>The lines of one key.</summary>
internal sealed class KeyHistory
{
    public List<HistoryRead> Reads { get; } = [];

    public List<HistoryWrite> Writes { get; } = [];

    public List<HistoryCommit> Commits { get; } = [];

    public List<CopyEvent> CopyEvents { get; } = [];

    /// <summary>The origin's last version of the key; null where no final line told.</summary>
    public long? Final { get; private set; }

    public void AddFinal(long version) => Final = Math.Max(Final ?? version, version);
}
