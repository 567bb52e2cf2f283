namespace AkkaCacheSim.Core.Tests.Eviction.Models;

/// <summary>Keys that have left, the youngest first.</summary>
internal sealed class GhostList
{
    private readonly List<(string Key, int Size)> _ghosts = [];

    public long Sum => _ghosts.Sum(ghost => (long)ghost.Size);

    public int Count => _ghosts.Count;

    public bool Remove(string key) => _ghosts.RemoveAll(ghost => ghost.Key == key) > 0;

    public void Add(string key, int size, long room)
    {
        if (size > room) return;
        Trim(room - size);
        _ghosts.Insert(0, (key, size));
    }

    public void Trim(long room)
    {
        while (Sum > room && _ghosts.Count > 0) _ghosts.RemoveAt(_ghosts.Count - 1);
    }
}
