namespace AkkaCacheSim.Core.Tests;

/// <summary>Counts what a piece of work allocates.</summary>
internal static class Allocations
{
    private const int Rounds = 5;

    /// <summary>The bytes that the work allocates, each time, when it is run again and again.</summary>
    /// <remarks>
    /// The least of a few rounds: now and then the runtime allocates on the thread of the work (a method compiled anew, a collection that closes the
    /// thread's allocation buffer), never in each round.
    /// </remarks>
    /// <param name="work">The work, already done often enough that all it keeps has grown.</param>
    public static long Of(Action work)
    {
        var least = long.MaxValue;
        for (var round = 0; round < Rounds; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            work();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
