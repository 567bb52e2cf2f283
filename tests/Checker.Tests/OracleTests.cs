namespace AkkaCacheSim.Checker.Tests;

public sealed class OracleTests
{
    private const int Seeds = 1_000;

    [Fact]
    public void WhenHistoriesAreRandom_ThenCheckerAndOracleFindTheSame()
    {
        var found = new int[6];
        for (var seed = 0; seed < Seeds; seed++)
        {
            var lines = RandomHistory.Make(new Random(seed));
            var report = HistoryCheck.Run(lines);
            Compare(seed, report, new Oracle(lines));
            int[] now =
            [
                report.StaleReads, report.LostWrites.Count, report.Overwrites.Count, report.NonMonotonicReads.Count,
                report.Propagation.Count, report.StuckStale,
            ];
            for (var i = 0; i < now.Length; i++)
                found[i] += now[i];
        }

        // An oracle that agrees about nothing proves nothing.
        Assert.All(found, count => Assert.True(count > Seeds / 10, string.Join(' ', found)));
    }

    private static void Compare(int seed, CheckReport report, Oracle oracle)
    {
        var propagation = oracle.Propagation(RandomHistory.LastMoment);
        var times = propagation.OfType<long>().ToList();
        var expected = (
            seed, oracle.Staleness().Count, Percentiles.Of(oracle.Staleness()),
            new PropagationFigures(times.Count, Percentiles.Of(times), propagation.Count - times.Count),
            oracle.Stuck(RandomHistory.LastMoment));
        Assert.Equal(expected, (seed, report.StaleReads, report.Staleness, report.Propagation, report.StuckStale));
        Assert.Equal(oracle.LostWrites(), report.LostWrites.Select(w => w.Id).Order(StringComparer.Ordinal));
        Assert.Equal(oracle.Overwrites(), report.Overwrites.Select(w => w.Id).Order(StringComparer.Ordinal));
        Assert.Equal(oracle.NonMonotonicReads(), report.NonMonotonicReads.Select(r => (r.Key, r.Client, r.Count)));
    }
}
