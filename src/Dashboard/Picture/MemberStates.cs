using MudBlazor;

namespace AkkaCacheSim.Dashboard.Picture;

/// <summary>The states of processes: read from what status says, and told by name and icon.</summary>
public static class MemberStates
{
    /// <summary>Reads a state.</summary>
    /// <param name="status">What status says of a process.</param>
    /// <returns>The state.</returns>
    public static MemberState Of(string status) => status switch
    {
        "up" => MemberState.Live,
        "paused" => MemberState.Paused,
        "cut off" => MemberState.CutOff,
        _ => MemberState.Down,
    };

    /// <summary>The state's name in the markup.</summary>
    /// <param name="state">The state.</param>
    /// <returns>live, paused, cut-off or down.</returns>
    public static string Name(this MemberState state) => state switch
    {
        MemberState.Live => "live",
        MemberState.Paused => "paused",
        MemberState.CutOff => "cut-off",
        _ => "down",
    };

    /// <summary>The state in words, with what status adds to it.</summary>
    /// <param name="status">What status says of a process.</param>
    /// <returns>A few words.</returns>
    public static string Words(string status) => status switch
    {
        "up" => "live",
        "silent" => "no answer",
        "stopped" => "down (stopped)",
        _ => status,
    };

    /// <summary>The state's icon, of a shape of its own.</summary>
    /// <param name="state">The state.</param>
    /// <returns>The icon's paths.</returns>
    public static string Icon(this MemberState state) => state switch
    {
        MemberState.Live => Icons.Material.Filled.CheckCircle,
        MemberState.Paused => Icons.Material.Filled.PauseCircle,
        MemberState.CutOff => Icons.Material.Filled.LinkOff,
        _ => Icons.Material.Filled.Cancel,
    };
}
