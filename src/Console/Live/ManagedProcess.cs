using System.Diagnostics;
using System.Globalization;

namespace AkkaCacheSim.Console.Live;

/// <summary>One operating-system process that this console started, in whichever of its lives.</summary>
internal sealed class ManagedProcess(string name, string role) : IClusterProcess
{
    public string Name { get; } = name;

    public string Role { get; } = role;

    public Process? Process { get; set; }

    public int Pid => Process?.Id ?? 0;

    /// <summary>Whether it was stopped in its tracks.</summary>
    public bool Paused { get; set; }

    /// <summary>Whether it is to live: nobody has killed or stopped it on purpose.</summary>
    public bool Wanted { get; set; }

    /// <summary>Whether it was asked to leave, and did or will.</summary>
    public bool Stopped { get; set; }

    /// <summary>How often it has died by itself, one death soon after the other.</summary>
    public int Deaths { get; set; }

    public bool Lives => Process is { HasExited: false };

    public string Status => Process is null ? "down"
        : !Process.HasExited ? Paused ? "paused" : "up"
        : Stopped ? "stopped"
        : Process.ExitCode > 128 ? string.Create(CultureInfo.InvariantCulture, $"down (signal {Process.ExitCode - 128})")
        : string.Create(CultureInfo.InvariantCulture, $"down (exit {Process.ExitCode})");
}
