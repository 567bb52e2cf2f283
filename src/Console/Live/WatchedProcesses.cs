using AkkaCacheSim.Cluster.Hosting;
using AkkaCacheSim.Cluster.Messages;
using AkkaCacheSim.Core.History;
using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Settings;

namespace AkkaCacheSim.Console.Live;

/// <summary>How far each watched process has told what it has done, and which sample all are to draw.</summary>
/// <remarks>It goes on when nobody has watched for a while: a process that has not noticed still has what was told already.</remarks>
internal sealed class WatchedProcesses
{
    // A process that says nothing any more needs nothing.
    private const long LevelFor = Durations.Second;

    private readonly Dictionary<Address, Heard> _heard = [];

    /// <summary>Forgets the processes that are gone.</summary>
    /// <param name="there">Whether a process is there.</param>
    public void Keep(Func<Address, bool> there)
    {
        foreach (var gone in _heard.Keys.Where(process => !there(process)).ToList()) _heard.Remove(gone);
    }

    /// <summary>The level of the sample. What one process needs is taken from all: of a key that is in the sample every line is.</summary>
    /// <param name="now">Now, ns.</param>
    /// <returns>From 0 to <see cref="WatchTap.HighestLevel"/>.</returns>
    public int Level(long now) => _heard.Values.Where(heard => now - heard.At < LevelFor).Select(heard => heard.Level).DefaultIfEmpty().Max();

    /// <summary>The last line that a process has told of.</summary>
    /// <param name="process">The process.</param>
    /// <returns>Its number; 0 for none.</returns>
    public long LastOf(Address process) => _heard.GetValueOrDefault(process).Last;

    /// <summary>A process has answered.</summary>
    /// <param name="now">Now, ns.</param>
    /// <param name="watched">The answer.</param>
    /// <returns>How much it has done since the answer before, and the lines that are new.</returns>
    public (long Seen, IReadOnlyList<HistoryLine> Lines) Answered(long now, Watched watched)
    {
        var before = _heard.GetValueOrDefault(watched.Process);
        _heard[watched.Process] = new Heard(watched.Last, watched.Seen, watched.Level, now);

        // It has counted anew since: it had noticed that nobody watched. Else two questions may have been under way at once, and the same lines come twice.
        if (watched.Seen < before.Seen) return (watched.Seen, watched.Lines);
        var known = (int)Math.Clamp(before.Last - (watched.Last - watched.Lines.Count), 0, watched.Lines.Count);
        return (watched.Seen - before.Seen, [.. watched.Lines.Skip(known)]);
    }

    private readonly record struct Heard(long Last, long Seen, int Level, long At);
}
