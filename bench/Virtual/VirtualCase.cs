using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Workloads;

namespace AkkaCacheSim.Bench.Virtual;

/// <summary>A cluster and its load.</summary>
internal sealed record VirtualCase(string Name, SimSettings Settings, WorkloadSpec Load);
