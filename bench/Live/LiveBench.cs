using AkkaCacheSim.Bench.Reporting;
using HdrHistogram;

namespace AkkaCacheSim.Bench.Live;

/// <summary>Hits on a live cluster against a bare echo over Akka.Remote, taking turns on the same machine.</summary>
internal static class LiveBench
{
    private const int Rounds = 5;
    private const int WarmRounds = 4;
    private const long Requests = 1_000_000;
    private const int Window = 1_024;

    public static async Task RunAsync(Report report)
    {
        await using var live = await LiveRun.StartAsync();
        await using var pair = await EchoPair.StartAsync();
        await live.FillAsync();
        var hits = new Series("live, GET hits");
        var echo = new Series("echo, a payload a request");
        var opaque = new Series("echo, a payload a batch");
        var batches = new Samples();
        var lastBatch = (await live.HitAsync(Requests, Window)).Batch;
        for (var round = 0; round < WarmRounds + Rounds; round++)
        {
            var load = Like(lastBatch);
            var echoed = await pair.RunAsync(load);
            var echoedOpaque = await pair.RunAsync(load with { Opaque = true });
            var hit = await live.HitAsync(Requests, Window);
            lastBatch = hit.Batch;

            // The first rounds let the compilers of all processes finish.
            if (round < WarmRounds) continue;
            batches.Add(hit.Batch);
            hits.Add(hit.HitsPerSecond, hit.Report.Hit);
            echo.Add(echoed.RequestsPerSecond, echoed.Latency);
            opaque.Add(echoedOpaque.RequestsPerSecond, echoedOpaque.Latency);
        }

        var like = Like(batches.Median);
        var table = report.Add(
            "live",
            $"window {Window:#,##0}, {Requests:#,##0} requests; {like.Batch} letters an envelope (counted), {like.RequestBytes} bytes a request, {like.ReplyBytes} a reply; median of {Rounds} rounds",
            "load", "requests/s", "least", "most", "p50 ms", "p99 ms", "live / this");
        foreach (var series in new[] { hits, echo, opaque })
        {
            table.Row(series.Name, series.Speed.Median, series.Speed.Least, series.Speed.Most, series.Milliseconds(50), series.Milliseconds(99), hits.Speed.Median / series.Speed.Median);
        }

        report.Add("live", "start of the cluster, 7 processes", "what", "seconds").Row("until it serves", live.StartedIn.TotalSeconds);
        report.Add(new Floor("live: hits/s / echo's requests/s", hits.Speed.Median / echo.Speed.Median, 0.5, null));
    }

    private static EchoLoad Like(double batch)
    {
        var letters = Math.Max(1, (int)Math.Round(batch));
        return new EchoLoad(Requests, Window, letters, LetterSizes.Request(letters), LetterSizes.Reply(letters), Opaque: false);
    }

    private sealed class Series(string name)
    {
        private readonly LongHistogram _latency = new(1, 600_000_000_000, 3);

        public string Name { get; } = name;

        public Samples Speed { get; } = new();

        public void Add(double speed, HistogramBase latency)
        {
            Speed.Add(speed);
            _latency.Add(latency);
        }

        public double Milliseconds(double percentile) => _latency.GetValueAtPercentile(percentile) / 1e6;
    }
}
