namespace AkkaCacheSim.Dashboard.Controls;

/// <summary>What can be done to a process.</summary>
/// <param name="Name">As a button says it.</param>
/// <param name="Path">The control API's call.</param>
/// <param name="Line">What it does, in a line.</param>
public sealed record MemberDeed(string Name, string Path, string Line)
{
    private static readonly MemberDeed Kill = new("Kill", "/kill", "Ends it at once (SIGKILL), with all it has in memory.");
    private static readonly MemberDeed Stop = new("Stop", "/stop", "Lets it leave the cluster in good order.");
    private static readonly MemberDeed Pause = new("Pause", "/pause", "Stops it in its tracks, as a long garbage collection does.");
    private static readonly MemberDeed Resume = new("Resume", "/resume", "Lets it go on from where it was paused.");
    private static readonly MemberDeed Restart = new("Restart", "/restart", "Starts it anew, empty.");

    /// <summary>What can be done to a member in its present state.</summary>
    /// <param name="member">The member.</param>
    /// <returns>The deeds; none for the console, which everything hangs on.</returns>
    public static IReadOnlyList<MemberDeed> For(MemberView member)
    {
        ArgumentNullException.ThrowIfNull(member);
        if (member.Role == "console") return [];
        return member.Status switch
        {
            "paused" => [Resume, Kill, Stop],
            "stopped" => [Restart],
            _ when member.Status.StartsWith("down", StringComparison.Ordinal) => [Restart],
            _ => [Kill, Stop, Pause, Restart],
        };
    }
}
