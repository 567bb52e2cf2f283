namespace AkkaCacheSim.Simulation.Tests;

public sealed class WriteBackTests
{
    private const int Seeds = 1_000;

    [Fact]
    public void WhenNodesAreKilledPausedAndReplacedAtAnyMoment_ThenNoAcknowledgedWriteIsLost()
    {
        long acknowledged = 0, hits = 0, refused = 0, copies = 0, lives = 0;
        for (ulong seed = 1; seed <= Seeds; seed++)
        {
            var run = WriteBackRun.Of(seed);
            Assert.True(run.Wrong.Count == 0, $"seed {seed}: {string.Join("; ", run.Wrong)}");
            acknowledged += run.Acknowledged;
            hits += run.Hits;
            refused += run.Refused;
            copies += run.Copies;
            lives += run.Lives;
        }

        // Nothing would be lost where nothing is taken, held or moved.
        Assert.True(acknowledged > 40 * Seeds && hits > 40 * Seeds && refused > Seeds && copies > Seeds && lives > 32 * Seeds, $"{acknowledged} acknowledged, {hits} hits, {refused} refused, {copies} copies, {lives} lives");
    }

    [Fact]
    public void WhenWhatIsDirtyIsOnlyInMemory_ThenSomeOfItIsLost() =>
        Assert.Contains(Enumerable.Range(1, 50), seed => WriteBackRun.Of((ulong)seed, "volatile").Lost > 0);
}
