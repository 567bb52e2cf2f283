namespace AkkaCacheSim.Cluster.Hosting;

/// <summary>A machine's timer has fired. Never leaves the process.</summary>
internal sealed record TimerDue(HostedMachine Machine);
