namespace AkkaCacheSim.Control;

/// <summary>A member, as status shows it.</summary>
/// <param name="Name">The process's name.</param>
/// <param name="Role">Its role.</param>
/// <param name="Pid">Its process id.</param>
/// <param name="Status">up, joining, or down and why.</param>
/// <param name="Figures">Its counters and gauges.</param>
/// <param name="Epoch">Which settings it runs under; null when it was not asked or did not say.</param>
public sealed record MemberView(string Name, string Role, int Pid, string Status, IReadOnlyDictionary<string, long> Figures, long? Epoch = null);
