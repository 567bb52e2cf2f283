using AkkaCacheSim.Core.Origin;
using CsCheck;

namespace AkkaCacheSim.Core.Tests.Origin;

public sealed class OriginSeriesTests
{
    private const long Interval = OriginSeries.Interval;

    private readonly OriginSeries _series = new();

    [Fact]
    public void WhenNothingHappens_ThenThereIsNothing() => Assert.Empty(_series.Since(1_000 * Interval, 0));

    [Fact]
    public void WhenAnIntervalHadNothing_ThenItIsLeftOut()
    {
        _series.Read(Interval + 1);
        _series.Shed((5 * Interval) - 1);
        _series.Shed(7 * Interval);
        Assert.Equal([new OriginSample(Interval, 1, 0, 0, 0, 0), new OriginSample(4 * Interval, 0, 0, 1, 0, 0), new OriginSample(7 * Interval, 0, 0, 1, 0, 0)], _series.Since(9 * Interval, 0));
    }

    [Fact]
    public void WhenATimeIsAskedFor_ThenTheIntervalInWhichItBeginsIsTheFirst()
    {
        for (var i = 0; i < 5; i++) _series.Write(i * Interval);
        Assert.Equal([2 * Interval, 3 * Interval, 4 * Interval], _series.Since(4 * Interval, (3 * Interval) - 1).Select(sample => sample.At));
        Assert.Equal([3 * Interval, 4 * Interval], _series.Since(4 * Interval, 3 * Interval).Select(sample => sample.At));
    }

    [Fact]
    public void WhenMoreThanAnHourIsNoted_ThenTheOldestIsGone()
    {
        for (var i = 0; i < OriginSeries.Capacity + 10; i++) _series.Read(i * Interval);
        var samples = _series.Since((OriginSeries.Capacity + 9) * Interval, 0);
        Assert.Equal(OriginSeries.Capacity + 1, samples.Count);
        Assert.Equal(Enumerable.Range(9, OriginSeries.Capacity + 1).Select(i => i * Interval), samples.Select(sample => sample.At));
    }

    [Fact]
    public void WhenSomebodyIsBusyForAYear_ThenTheLastHourIsThere()
    {
        const long Year = 365L * 24 * 36_000 * Interval;
        _series.Level(0, 3, 2);
        var samples = _series.Since(Year, 0);
        Assert.Equal(OriginSeries.Capacity + 1, samples.Count);
        Assert.Equal(new OriginSample(Year - (OriginSeries.Capacity * Interval), 0, 0, 0, 3, 2), samples[0]);
        Assert.Equal(new OriginSample(Year, 0, 0, 0, 3, 2), samples[^1]);
    }

    [Fact]
    public void WhenRequestsAreNoted_ThenNothingIsAllocated()
    {
        var now = 0L;
        Note(OriginSeries.Capacity + 2);
        Assert.Equal(0, Allocations.Of(() => Note(10_000)));

        void Note(int times)
        {
            for (; times > 0; times--)
            {
                now += Interval;
                _series.Read(now);
                _series.Level(now, times % 10, 0);
            }
        }
    }

    [Fact]
    public void Whatever_happens_the_samples_are_those_of_the_slow_model() =>
        Gen.Select(Gen.Int[0, 3], Gen.Long[0, 300], Gen.Int[0, 3]).Array[0, 100].Sample(steps =>
        {
            var series = new OriginSeries();
            var events = new List<(long At, int What, int Busy, int Waiting)>();
            var now = 0L;
            foreach (var (what, gap, level) in steps)
            {
                now += gap * (Interval / 100);
                events.Add((now, what, level, level / 2));
                if (what == 0) series.Read(now);
                else if (what == 1) series.Write(now);
                else if (what == 2) series.Shed(now);
                else series.Level(now, level, level / 2);
            }

            now += 3 * Interval;
            Assert.Equal(Slow(events, now), series.Since(now, 0));
        });

    // Every interval from the beginning, each from the whole past.
    private static IEnumerable<OriginSample> Slow(List<(long At, int What, int Busy, int Waiting)> events, long now)
    {
        for (var at = 0L; at <= now; at += Interval)
        {
            var inside = events.Where(e => e.At >= at && e.At < at + Interval).ToList();
            var levels = inside.Where(e => e.What == 3).Append(events.LastOrDefault(e => e.What == 3 && e.At < at)).ToList();
            var sample = new OriginSample(at, inside.Count(e => e.What == 0), inside.Count(e => e.What == 1), inside.Count(e => e.What == 2), levels.Max(e => e.Busy), levels.Max(e => e.Waiting));
            if (sample != new OriginSample(at, 0, 0, 0, 0, 0)) yield return sample;
        }
    }
}
