namespace AkkaCacheSim.Bench.Virtual;

/// <summary>What one run showed.</summary>
internal sealed record VirtualRun(double RequestsPerSecond, double HitRate, double EventsPerRequest);
