using AkkaCacheSim.Bench.Reporting;
using AkkaCacheSim.Core.Settings;

namespace AkkaCacheSim.Bench.Lag;

/// <summary>From a commit behind the cache's back to the last older copy gone, on a live cluster, beside the bare way of an event through the same parts.</summary>
internal static class LagBench
{
    private const int Rounds = 5;

    public static async Task RunAsync(Report report)
    {
        using var server = BenchServer.Find("cdc-lag");
        if (server is null) return;
        var (bare, lags) = (new LagSeries("bare: Npgsql, produce, consume"), new List<LagSeries>());
        await server.OnDatabaseAsync("bench_bare", on => server.OnDatabaseAsync("bench_lag", async origin => lags.AddRange(await PostgresAsync(origin, on, bare))));
        if (await SqliteAsync() is { } sqlite) lags.Add(sqlite);
        var table = report.Add(
            "cdc-lag",
            $"{LagCluster.Writes} writes/s behind the cache's back, {LagCluster.Reads:#,##0} reads/s of {LagCluster.Keys:#,##0} keys, {LagCluster.Seconds} s a round; ms, median of {Rounds} rounds (least to most)",
            "writer", "writes/s", "with a copy", "p50", "p99", "max", "p50 from start", "p99 from start");
        foreach (var series in lags.Prepend(bare)) series.Into(table);
        report.Add(new Floor("cdc-lag: the origin's connection, p50 ms from the statement's start", lags[0].P50.Median, null, 5));
        report.Add(new Floor("cdc-lag: the origin's connection, p99 ms from the statement's start", lags[0].P99.Median, null, 50));
    }

    // The bare way takes turns with the cluster's, so that a disturbance hits both alike.
    private static async Task<List<LagSeries>> PostgresAsync(DatabaseUrl origin, DatabaseUrl bareAt, LagSeries bare)
    {
        var (bypass, psql) = (new LagSeries("the origin's connection"), new LagSeries("psql"));
        await using var cluster = await LagCluster.StartAsync(new SimSettings { Origin = origin.WithoutPassword.ToString() });
        var rounds = new List<(LagSeries Series, LagRound Round)>();
        for (var round = 0; round <= Rounds; round++)
        {
            var floor = await BareFeed.RunAsync(bareAt, LagCluster.Writes, LagCluster.Seconds);
            var first = await cluster.BypassAsync();
            using var shell = ShellWriter.Psql(origin);
            var second = shell is null ? null : await cluster.BesideAsync(shell);

            // The first lets the compilers of all processes finish.
            if (round == 0) continue;
            bare.Add(floor);
            rounds.Add((bypass, first));
            if (second is not null) rounds.Add((psql, second));
        }

        await cluster.JudgeAsync(rounds);
        return rounds.Exists(round => round.Series == psql) ? [bypass, psql] : [bypass];
    }

    private static async Task<LagSeries?> SqliteAsync()
    {
        var series = new LagSeries("sqlite3, embedded origin");
        await using var cluster = await LagCluster.StartAsync(new SimSettings());
        var rounds = new List<(LagSeries, LagRound)>();
        for (var round = 0; round <= Rounds; round++)
        {
            using var shell = ShellWriter.Sqlite(cluster.Database);
            if (shell is null) return null;
            var beside = await cluster.BesideAsync(shell);
            if (round > 0) rounds.Add((series, beside));
        }

        await cluster.JudgeAsync(rounds);
        return series;
    }
}
