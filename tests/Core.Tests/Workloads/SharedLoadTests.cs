using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Tests.Support;
using AkkaCacheSim.Core.Workloads;

namespace AkkaCacheSim.Core.Tests.Workloads;

/// <summary>Loads that several coordinators share, that wait for their moment, and that come from many users.</summary>
public sealed class SharedLoadTests
{
    private static readonly WorkloadSpec Burst = new() { Keys = 1, Preload = true, Warm = true, Rest = 3 * Durations.Second, Concurrency = 1_000, Requests = 1_000 };

    [Fact]
    public void WhenALoadRests_ThenAllOfItBeginsThatLongAfterTheLastWarmedKey()
    {
        var rig = new LoadRig(Burst);
        Prepare(rig, now: 500);
        Assert.Equal((WorkloadPhase.Resting, 500L, 500 + Burst.Rest), (rig.Client.Phase, rig.Client.PreparedAt, rig.Client.StartsAt));

        // The deadline of the preload comes first, and changes nothing.
        Assert.Equal(LoadRig.Deadline, rig.Tick());
        Assert.Empty(rig.Effects.TakeSent());
        Assert.Equal(500 + Burst.Rest, rig.Tick());
        Assert.Equal(1_000, rig.Effects.TakeSent().Count);
        Assert.Equal((WorkloadPhase.Draining, 500 + Burst.Rest), (rig.Client.Phase, rig.Client.Report.StartedAt));
    }

    [Fact]
    public void WhenSeveralShareALoad_ThenOnlyTheFirstPreparesAndAllBeginWhenTheyAreTold()
    {
        var shares = Burst.Split(4);
        List<LoadRig> rigs = [.. shares.Select(share => new LoadRig(share))];
        foreach (var other in rigs.Skip(1))
        {
            Assert.Empty(other.Effects.TakeSent());
            Assert.Equal((WorkloadPhase.Resting, long.MaxValue), (other.Client.Phase, other.Client.StartsAt));
        }

        Prepare(rigs[0], now: 500);
        foreach (var rig in rigs)
        {
            rig.Client.BeginAt(600, 9_000);
            Assert.Empty(rig.Effects.TakeSent());
            Assert.Equal(9_000, rig.Tick());
            Assert.Equal((250, 9_000), (rig.Effects.TakeSent().Count, rig.Client.Report.StartedAt));
        }
    }

    [Fact]
    public void WhenTheMomentHasPassed_ThenAShareBeginsAtOnceAndNoLaterWordMovesIt()
    {
        var rig = new LoadRig(Burst.Split(2)[1]);
        rig.Client.BeginAt(600, 500);
        Assert.Equal((500, 600), (rig.Effects.TakeSent().Count, rig.Client.Report.StartedAt));
        rig.Client.BeginAt(700, 9_000);
        Assert.Equal(500, rig.Client.StartsAt);
    }

    [Theory]
    [InlineData(1, 1, 7, 1)]
    [InlineData(4, 1_000, 1_000, 4)]
    [InlineData(4, 10, 1_003, 4)]
    [InlineData(4, 3, 1_000, 3)]
    [InlineData(64, 100, 2, 2)]
    [InlineData(3, 8, 0, 3)]
    public void WhenAClosedLoopIsShared_ThenItsSharesAddUpToIt(int coordinators, int concurrency, long requests, int shares)
    {
        var split = new WorkloadSpec { Concurrency = concurrency, Requests = requests }.Split(coordinators);
        Assert.Equal((shares, concurrency, requests), (split.Count, split.Sum(share => share.Concurrency), split.Sum(share => share.Requests)));
        Assert.Equal(Enumerable.Range(0, shares), split.Select(share => share.Share));
        Assert.All(split, share => Assert.Equal((shares, true), (share.Shares, share.Concurrency > 0)));
        Assert.InRange(split.Max(share => share.Requests) - split.Min(share => share.Requests), 0, 1);
    }

    [Fact]
    public void WhenAnOpenLoopIsShared_ThenItsRatesAddUpToItAndOneAloneHasItAsItWas()
    {
        WorkloadSpec spec = new() { Rate = 1_000, Concurrency = 1, Requests = 10, Seed = 3 };
        Assert.Equal([(250, 3L), (250, 3L), (250, 2L), (250, 2L)], spec.Split(4).Select(share => (share.Rate, share.Requests)));
        Assert.Equal([spec], spec.Split(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => spec.Split(0));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    public void WhenATraceIsShared_ThenEachRequestIsDoneOnceAndOutcomesStandInItsOrder(long requests)
    {
        WorkloadSpec spec = new() { Trace = [.. "abcdefgh".Select(key => new TraceRequest(key.ToString()))], Requests = requests, Concurrency = 3, KeepOutcomes = true };
        var done = new List<string?>();
        var reports = new List<ShareReport>();
        foreach (var share in spec.Split(3))
        {
            var rig = new LoadRig(share);
            rig.Client.BeginAt(0, 0);
            for (var sent = rig.Effects.TakeSent(); sent.Count > 0; sent = rig.Effects.TakeSent())
            {
                var (_, get) = Assert.Single(sent);
                done.Add(get.Key);
                rig.Result(1, get.Request, get.Key is "a" or "e" ? Outcome.Miss : Outcome.Hit);
            }

            Assert.Equal(WorkloadPhase.Done, rig.Client.Phase);
            reports.Add(new ShareReport($"coordinator-{share.Share}", rig.Client.Report));
        }

        var count = requests == 0 ? 8 : (int)requests;
        Assert.Equal("abcdefgh"[..count], string.Concat(done.Order(StringComparer.Ordinal)));
        var sum = ShareReport.Sum(reports);
        Assert.Equal(Enumerable.Range(0, count).Select(i => i is 0 or 4 ? Outcome.Miss : Outcome.Hit), sum.Outcomes!);
        Assert.Equal(count, sum.Reads);
    }

    [Fact]
    public void WhenAShareIsMissing_ThenTheSumIsThatOfTheOthers()
    {
        var report = new WorkloadReport();
        report.CountRead(Outcome.Hit, 10, 10);
        Assert.Equal(2, ShareReport.Sum([new("a", report), new("b", null), new("c", report)]).Reads);
        Assert.Equal(0, ShareReport.Sum([new("a", null)]).Reads);
    }

    [Fact]
    public void WhenThereAreUsers_ThenEachRequestIsOnesUniformlyAndNothingElseShifts()
    {
        WorkloadSpec spec = new() { Concurrency = 20_000, Requests = 20_000, Keys = 50, Theta = 0.9, WriteShare = 0.3, Users = 10 };
        var many = Requests(spec);
        Assert.Contains(many, message => message.Kind == MessageKind.Set);
        var counts = many.CountBy(message => message.User).ToDictionary();
        Assert.Equal(Enumerable.Range(0, 10), counts.Keys.Order());
        Assert.All(counts.Values, count => Assert.InRange(count, 1_800, 2_200));
        Assert.Equal(many, Requests(spec));
        Assert.Equal(many.Select(message => message with { User = 0 }), Requests(spec with { Users = 1 }));
        Assert.NotEqual(many.Select(message => message.User), Requests(spec with { Share = 1 }).Select(message => message.User));
    }

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(0, 0)]
    public void WhenRestOrUsersMakeNoSense_ThenThereIsNoClient(long rest, int users) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new LoadRig(new WorkloadSpec { Rest = rest, Users = users }));

    private static List<Message> Requests(WorkloadSpec spec) => [.. new LoadRig(spec).Effects.TakeSent().Select(sent => sent.Message)];

    // One key: its write at the origin, then its read.
    private static void Prepare(LoadRig rig, long now)
    {
        foreach (var expected in new[] { Who.Origin, Who.Coordinator })
        {
            var (to, message) = Assert.Single(rig.Effects.TakeSent());
            Assert.Equal(expected, to);
            rig.Answer(now, to, message);
        }
    }
}
