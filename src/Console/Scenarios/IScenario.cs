using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Workloads;

namespace AkkaCacheSim.Console.Scenarios;

/// <summary>A scripted experiment with its claims. It sets things up, runs its variants, and holds what it claims against what it has measured.</summary>
internal interface IScenario
{
    /// <summary>What people type.</summary>
    string Name { get; }

    /// <summary>One line: what happens.</summary>
    string What { get; }

    /// <summary>The settings of its variants, before each changes what it varies; the command line may change them too.</summary>
    SimSettings Settings { get; }

    /// <summary>The load of its variants.</summary>
    WorkloadSpec Load { get; }

    /// <summary>Runs every variant.</summary>
    Task<ScenarioOutcome> RunAsync(ScenarioStage stage);
}
