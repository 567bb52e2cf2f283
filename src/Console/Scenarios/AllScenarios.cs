namespace AkkaCacheSim.Console.Scenarios;

/// <summary>The scenarios by name.</summary>
internal static class AllScenarios
{
    /// <summary>Every scenario, in the order in which they are listed.</summary>
    public static IReadOnlyList<IScenario> All { get; } =
    [
        new LatencyGap(),
        new WritePolicies(),
        new WriteBackCrash(),
        new TtlSweep(),
        new VirtualNodes(),
        new Stampede(),
        new ExpirePopular(),
        new HotKey(),
        new BackgroundRefresh(),
        new OriginCollapse(),
        new StaleFill(),
        new BypassWriter(),
        new CdcLag(),
        new CdcGap(),
        new AddNode(),
        new NodeFailure(),
        new Partition(),
        new RollingRestart(),
    ];

    /// <summary>A scenario by its name, or null.</summary>
    public static IScenario? Find(string name) => All.FirstOrDefault(scenario => scenario.Name == name);
}
