namespace AkkaCacheSim.Console.Output;

/// <summary>What <c>fuzz</c> found.</summary>
/// <param name="Seeds">Seeds that were run.</param>
/// <param name="Passed">Those in which everything held.</param>
/// <param name="Failed">The others.</param>
/// <param name="Requests">Requests in all of them.</param>
/// <param name="Faults">Faults that struck.</param>
/// <param name="VirtualSeconds">How long the runs lasted in their own time, s.</param>
/// <param name="LeastRequests">The fewest requests in a run that held.</param>
/// <param name="LeastFaults">The fewest faults in a run that held.</param>
internal sealed record FuzzView(long Seeds, long Passed, IReadOnlyList<FailedSeed> Failed, long Requests, long Faults, double VirtualSeconds, long LeastRequests, int LeastFaults);
