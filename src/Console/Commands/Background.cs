using System.Runtime.InteropServices;

namespace AkkaCacheSim.Console.Commands;

/// <summary>What a process does to live on without the terminal that started it.</summary>
internal static partial class Background
{
    /// <summary>Becomes the leader of a session of its own, so that the terminal's signals are not for it.</summary>
    public static void LeaveTerminal()
    {
        if (!OperatingSystem.IsWindows()) _ = SetSid();
    }

    /// <summary>Says nothing from now on: whoever listened is gone.</summary>
    public static void Silence()
    {
        System.Console.SetOut(TextWriter.Null);
        System.Console.SetError(TextWriter.Null);
    }

    [LibraryImport("libc", EntryPoint = "setsid", SetLastError = true)]
    private static partial int SetSid();
}
