using HdrHistogram;

namespace AkkaCacheSim.Bench.Live;

/// <summary>What a run of the echo showed.</summary>
internal sealed record EchoResult(double RequestsPerSecond, LongHistogram Latency);
