using System.Runtime.InteropServices;

namespace AkkaCacheSim.Console.Live;

/// <summary>The calls of the operating system that .NET does not offer.</summary>
internal static partial class Posix
{
    private const int SigTerm = 15;
    private const int SchedBatch = 3;
    private const int SigCont = 18;
    private const int SigStop = 19;

    /// <summary>Asks a process to leave in good order.</summary>
    public static void Terminate(int pid) => _ = Kill(pid, SigTerm);

    /// <summary>Stops a process in its tracks.</summary>
    public static void Pause(int pid) => _ = Kill(pid, SigStop);

    /// <summary>Lets a process go on that was stopped in its tracks.</summary>
    public static void Resume(int pid) => _ = Kill(pid, SigCont);

    /// <summary>Makes this process the leader of a session of its own, so that a terminal's signals are not for it.</summary>
    public static void LeaveTerminal() => _ = SetSid();

    /// <summary>
    /// Has this thread, and those that it and they start, scheduled as Linux's SCHED_BATCH: one that wakes another goes on instead of being put
    /// aside for it. A cluster's processes wake each other with every envelope and share few cores; without the switches they get a third more done.
    /// Where it can't be had, nothing changes.
    /// </summary>
    public static void ScheduleAsBatch()
    {
        var priority = 0;
        if (OperatingSystem.IsLinux()) _ = SetScheduler(0, SchedBatch, ref priority);
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int pid, int signal);

    [LibraryImport("libc", EntryPoint = "setsid", SetLastError = true)]
    private static partial int SetSid();

    [LibraryImport("libc", EntryPoint = "sched_setscheduler", SetLastError = true)]
    private static partial int SetScheduler(int pid, int policy, ref int priority);
}
