using AkkaCacheSim.Console.Commands;

namespace AkkaCacheSim.Console.Runs;

/// <summary>The drivers by the names of <c>--mode</c>.</summary>
internal static class Drivers
{
    public static IDriver Get(string mode, string bind) =>
        Values.OneOf("--mode", mode, "live", "virtual") == "live" ? new LiveDriver(bind) : new VirtualDriver();
}
