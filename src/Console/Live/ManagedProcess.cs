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

    /// <summary>Set when its end is wanted, so that nobody takes it for a death.</summary>
    public bool Stopping { get; set; }

    public bool Lives => Process is { HasExited: false };

    public string Status => Process is null ? "down"
        : !Process.HasExited ? Paused ? "paused" : "up"
        : Process.ExitCode > 128 ? string.Create(CultureInfo.InvariantCulture, $"down (signal {Process.ExitCode - 128})")
        : string.Create(CultureInfo.InvariantCulture, $"down (exit {Process.ExitCode})");
}
