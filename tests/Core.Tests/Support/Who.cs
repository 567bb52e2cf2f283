using AkkaCacheSim.Core.Machines;

namespace AkkaCacheSim.Core.Tests.Support;

/// <summary>The cast.</summary>
internal static class Who
{
    public static readonly Address Node = new(Role.Node, 0, 1);
    public static readonly Address OtherNode = new(Role.Node, 1, 1);
    public static readonly Address Coordinator = new(Role.Coordinator, 0, 1);
    public static readonly Address OtherCoordinator = new(Role.Coordinator, 1, 1);
    public static readonly Address Origin = new(Role.Origin, 0, 1);
    public static readonly Address Feed = new(Role.Feed, 0, 1);
    public static readonly Address Invalidator = new(Role.Invalidator, 0, 1);
    public static readonly Address Client = new(Role.Client, 0, 1);
}
