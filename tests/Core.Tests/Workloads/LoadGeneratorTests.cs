using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Messages;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Tests.Support;
using AkkaCacheSim.Core.Workloads;

namespace AkkaCacheSim.Core.Tests.Workloads;

public sealed class LoadGeneratorTests
{
    [Fact]
    public void WhenTheLoopIsOpen_ThenArrivalsArePoissonAtTheRate()
    {
        var rig = new LoadRig(new WorkloadSpec { Rate = 1_000, Requests = 20_000, Keys = 10 });
        var times = new List<long>();
        while (rig.Client.Phase != WorkloadPhase.Done)
        {
            var now = rig.Tick();
            foreach (var (to, message) in rig.Effects.TakeSent())
            {
                times.Add(now);
                rig.Answer(now, to, message);
            }
        }

        Assert.Equal(20_000, times.Count);
        double[] gaps = [.. times.Zip(times.Skip(1), (a, b) => (b - a) / 1e6)];
        var mean = gaps.Average();
        Assert.InRange(mean, 0.975, 1.025);
        Assert.InRange(gaps.Sum(gap => (gap - mean) * (gap - mean)) / gaps.Length, 0.93, 1.07); // an exponential's variance is its mean squared
        Assert.InRange(gaps.Count(gap => gap > 3) / (double)gaps.Length, 0.045, 0.055); // e^-3
    }

    [Fact]
    public void WhenTheLoopIsOpenAndAnswersAreLate_ThenLatencyCountsFromTheIntendedStart()
    {
        var rig = new LoadRig(new WorkloadSpec { Rate = 1_000, Requests = 1, Keys = 1 });
        var intended = rig.Effects.TimerAt;
        rig.Client.Tick(intended + 5_000_000);
        var (_, get) = Assert.Single(rig.Effects.TakeSent());
        rig.Result(intended + 8_000_000, get.Request, Outcome.Hit);
        Assert.InRange(rig.Client.Report.Hit.GetValueAtPercentile(100), 8_000_000, 8_010_000);
        Assert.Equal(WorkloadPhase.Done, rig.Client.Phase);
    }

    [Fact]
    public void WhenTheLoopIsClosed_ThenThatManyRequestsAreUnderWay()
    {
        var rig = new LoadRig(new WorkloadSpec { Concurrency = 3, Requests = 10, Keys = 5 });
        var open = new Queue<(Address To, Message Message)>(rig.Effects.TakeSent());
        Assert.Equal(3, open.Count);
        var begun = 3;
        for (long now = 1; open.TryDequeue(out var next); now++)
        {
            rig.Answer(now, next.To, next.Message);
            var more = rig.Effects.TakeSent();
            Assert.Equal(begun < 10 ? 1 : 0, more.Count);
            begun += more.Count;
            more.ForEach(open.Enqueue);
        }

        Assert.Equal((10, WorkloadPhase.Done, 10), (begun, rig.Client.Phase, rig.Client.Report.Reads));
    }

    [Fact]
    public void WhenThereIsADuration_ThenNothingBeginsAfterItAndWhatIsUnderWayIsWaitedFor()
    {
        var rig = new LoadRig(new WorkloadSpec { Concurrency = 1, Duration = 1_000, Keys = 5 });
        var (to, message) = Assert.Single(rig.Effects.TakeSent());
        rig.Answer(999, to, message);
        (to, message) = Assert.Single(rig.Effects.TakeSent());
        Assert.Equal(1_000, rig.Tick());
        Assert.Equal(WorkloadPhase.Draining, rig.Client.Phase);
        rig.Answer(5_000, to, message);
        Assert.Empty(rig.Effects.TakeSent());
        Assert.Equal((WorkloadPhase.Done, 5_000), (rig.Client.Phase, rig.Client.Report.EndedAt));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1_000)]
    public void WhenALoadIsStopped_ThenNothingMoreBeginsAndWhatIsUnderWayIsWaitedFor(double rate)
    {
        var rig = new LoadRig(new WorkloadSpec { Rate = rate, Concurrency = 1, Keys = 5 });
        if (rate > 0) rig.Tick();
        var (to, message) = Assert.Single(rig.Effects.TakeSent());
        var due = rig.Effects.TimerAt;
        rig.Client.Stop(2_000_000);
        Assert.Equal(WorkloadPhase.Draining, rig.Client.Phase);
        if (due != long.MaxValue) rig.Client.Tick(due);
        rig.Answer(9_000_000, to, message);
        rig.Client.Stop(9_000_001);
        Assert.Empty(rig.Effects.TakeSent());
        Assert.Equal((WorkloadPhase.Done, 1L, 1.0), (rig.Client.Phase, rig.Client.Report.Reads, rig.Client.Progress(9_000_001)));
    }

    [Fact]
    public void WhenALoadIsStoppedWhileItPrepares_ThenItEndsWithTheWritesUnderWayAndNothingIsCounted()
    {
        var rig = new LoadRig(new WorkloadSpec { Preload = true, Warm = true, Keys = 100, Requests = 2 });
        var begun = rig.Effects.TakeSent();
        Assert.InRange(begun.Count, 1, 99);
        rig.Client.Stop(5);
        Assert.Equal(WorkloadPhase.Draining, rig.Client.Phase);
        foreach (var (_, message) in begun.Skip(1)) rig.Committed(6, message.Request);
        Assert.Equal(WorkloadPhase.Draining, rig.Client.Phase);
        Assert.Equal(LoadRig.Deadline, rig.Tick());
        Assert.Empty(rig.Effects.TakeSent());
        Assert.Equal((WorkloadPhase.Done, 0L, 0L, long.MaxValue), (rig.Client.Phase, rig.Client.Report.Reads, rig.Client.Report.BypassWrites, rig.Client.PreparedAt));
    }

    [Fact]
    public void WhenAShareIsStoppedBeforeItIsTold_ThenItNeverBegins()
    {
        var rig = new LoadRig(new WorkloadSpec { Concurrency = 2 }.Split(2)[1]);
        rig.Client.Stop(5);
        rig.Client.BeginAt(6, 6);
        Assert.Empty(rig.Effects.TakeSent());
        Assert.Equal(WorkloadPhase.Done, rig.Client.Phase);
    }

    [Fact]
    public void WhenKeysArePreloadedAndWarmed_ThenEachIsWrittenAtTheOriginThenReadAndNoneIsCounted()
    {
        var rig = new LoadRig(new WorkloadSpec { Preload = true, Warm = true, Keys = 100, Requests = 2, KeepOutcomes = true });
        var preloaded = Drain(rig, Who.Origin);
        Assert.Equal(100, preloaded.Select(message => message.Key).Distinct().Count());
        Assert.All(preloaded, message => Assert.Equal((MessageKind.Write, true), (message.Kind, message.WriteId < 0)));
        Assert.Equal(100, preloaded.Select(message => message.WriteId).Distinct().Count());
        Assert.Equal(WorkloadPhase.Warming, rig.Client.Phase);
        var warmed = Drain(rig, Who.Coordinator, 100);
        Assert.Equal(preloaded.Select(message => message.Key), warmed.Select(message => message.Key));
        Assert.Equal(WorkloadPhase.Running, rig.Client.Phase);
        Assert.Equal((0, 0, 0), (rig.Client.Report.Reads, rig.Client.Report.BypassWrites, rig.Client.Report.Outcomes!.Count(outcome => outcome != Outcome.None)));
        Drain(rig, Who.Coordinator);
        Assert.Equal((2, 0, WorkloadPhase.Done), (rig.Client.Report.Reads, rig.Client.Report.BypassErrors, rig.Client.Phase));
    }

    [Fact]
    public void WhenTheShareIsNotTheFirst_ThenItDoesNotPreload()
    {
        var rig = new LoadRig(new WorkloadSpec { Preload = true, Share = 1, Keys = 100, Requests = 1 });
        Assert.Equal(Who.Coordinator, Assert.Single(rig.Effects.TakeSent()).To);
    }

    [Fact]
    public void WhenWritesBypass_ThenTheyGoToTheOriginInTheirShareAndAreCountedOnCommit()
    {
        var rig = new LoadRig(new WorkloadSpec { Requests = 20_000, Keys = 10, WriteShare = 0.3, BypassShare = 0.5, ValueSize = 5 });
        var kinds = new Dictionary<(Role, MessageKind), int>();
        while (rig.Client.Phase != WorkloadPhase.Done)
        {
            foreach (var (to, message) in rig.Effects.TakeSent())
            {
                kinds[(to.Role, message.Kind)] = kinds.GetValueOrDefault((to.Role, message.Kind)) + 1;
                if (message.Kind != MessageKind.Get) Assert.Equal("vvvvv", message.Value);
                rig.Answer(1, to, message);
            }
        }

        var report = rig.Client.Report;
        Assert.Equal((kinds[(Role.Coordinator, MessageKind.Get)], kinds[(Role.Coordinator, MessageKind.Set)], kinds[(Role.Origin, MessageKind.Write)]), (report.Reads, report.Writes, report.BypassWrites));
        Assert.InRange(report.Writes, 2_800, 3_200);
        Assert.InRange(report.BypassWrites, 2_800, 3_200);
        Assert.Equal(20_000, report.Reads + report.Writes + report.BypassWrites);
    }

    [Fact]
    public void WhenTheOriginDoesNotAnswerABypassingWrite_ThenItEndsAtItsDeadline()
    {
        var rig = new LoadRig(new WorkloadSpec { Requests = 2, Keys = 1, WriteShare = 1, BypassShare = 1 });
        var (_, lost) = Assert.Single(rig.Effects.TakeSent());
        Assert.Equal(LoadRig.Deadline, rig.Tick());
        var (_, second) = Assert.Single(rig.Effects.TakeSent());
        rig.Committed(LoadRig.Deadline + 1, lost.Request);
        rig.Client.Receive(LoadRig.Deadline + 2, Who.Origin, new Message { Kind = MessageKind.Failed, Request = second.Request, Outcome = Outcome.Shed });
        Assert.Equal((0, 2, 2, WorkloadPhase.Done), (rig.Client.Report.BypassWrites, rig.Client.Report.BypassErrors, rig.Client.Report.Errors, rig.Client.Phase));
    }

    [Fact]
    public void WhenOutcomesAreKept_ThenTheyStandInTheOrderInWhichRequestsBegan()
    {
        var rig = new LoadRig(new WorkloadSpec { Concurrency = 3, Requests = 3, Keys = 9, KeepOutcomes = true });
        var sent = rig.Effects.TakeSent();
        rig.Result(1, sent[2].Message.Request, Outcome.Failover);
        rig.Result(2, sent[0].Message.Request, Outcome.Hit);
        rig.Result(3, sent[1].Message.Request, Outcome.Miss);
        rig.Result(4, sent[1].Message.Request, Outcome.Hit);
        Assert.Equal([Outcome.Hit, Outcome.Miss, Outcome.Failover], rig.Client.Report.Outcomes!);
        Assert.Equal((3, 1.0 / 3), (rig.Client.Report.Reads, rig.Client.Report.HitRate));
    }

    [Fact]
    public void WhenThereIsATrace_ThenItsKeysAreReadInOrderAndPreloadedOnce()
    {
        var rig = new LoadRig(new WorkloadSpec { Trace = [new("a"), new("b"), new("a"), new("c")], Preload = true });
        Assert.Equal(["a", "b", "c"], Drain(rig, Who.Origin).Select(message => message.Key));
        Assert.Equal(["a", "b", "a", "c"], Drain(rig, Who.Coordinator).Select(message => message.Key));
        Assert.Equal((WorkloadPhase.Done, 4), (rig.Client.Phase, rig.Client.Report.Reads));
    }

    [Fact]
    public void WhenAnOpenLoopIsFull_ThenItWaitsForAnswersInsteadOfTurningOnTheSpot()
    {
        var rig = new LoadRig(new WorkloadSpec { Rate = 1e9, Keys = 1 });
        rig.Effects.TakeDueTimer(Durations.Second);
        rig.Client.Tick(Durations.Second);
        var sent = rig.Effects.TakeSent();
        Assert.Equal(100_000, sent.Count);
        Assert.True(rig.Effects.TimerAt > Durations.Second, "a timer that is due at once would fire for ever");
        rig.Result(Durations.Second + 1, sent[0].Message.Request, Outcome.Hit);
        Assert.Single(rig.Effects.TakeSent());
    }

    [Fact]
    public void WhenSeedsAreTheSame_ThenSoAreTheOperationsAndSharesDiffer()
    {
        WorkloadSpec spec = new() { Keys = 1_000, Theta = 0.99, WriteShare = 0.5, BypassShare = 0.5, Seed = 5 };
        Assert.Equal(Operations(spec), Operations(spec));
        Assert.NotEqual(Operations(spec), Operations(spec with { Seed = 6 }));
        Assert.NotEqual(Operations(spec), Operations(spec with { Share = 1 }));
    }

    [Fact]
    public void WhenReportsAreAdded_ThenTheyCountTogether()
    {
        WorkloadReport one = new() { StartedAt = 5, BypassWrites = 1 }, two = new() { StartedAt = 3, BypassErrors = 2 };
        one.CountRead(Outcome.Hit, 10, 45);
        one.CountRead(Outcome.Shed, 10, 50);
        two.CountRead(Outcome.Miss, 20, 30);
        two.CountWrite(Outcome.Timeout, 30, 40);
        var sum = new WorkloadReport();
        sum.Add(one);
        sum.Add(two);
        Assert.Equal((3, 1, 3, 50), (sum.Reads, sum.Writes, sum.StartedAt, sum.EndedAt));
        Assert.Equal((3, 1, 1), (sum.Errors, sum.Shed, sum.BypassWrites));
        Assert.Equal((1, 1, 0), (sum.Hit.TotalCount, sum.Miss.TotalCount, sum.Write.TotalCount));
        Assert.Equal(1 / 3.0, sum.HitRate, 1e-9);
    }

    private static List<Operation> Operations(WorkloadSpec spec)
    {
        var operations = new SyntheticOperations(spec);
        return [.. Enumerable.Range(0, 100).Select(_ => operations.TryNext(out var operation) ? operation : default)];
    }

    /// <summary>Answers until nothing more is asked of a receiver, or so often.</summary>
    private static List<Message> Drain(LoadRig rig, Address to, int most = int.MaxValue)
    {
        var answered = new List<Message>();
        var open = new Queue<(Address To, Message Message)>(rig.Effects.TakeSent());
        while (answered.Count < most && open.TryDequeue(out var next))
        {
            if (next.To != to)
            {
                // The next phase has begun: leave its first request for the next call.
                rig.Effects.Send(next.To, next.Message);
                continue;
            }

            answered.Add(next.Message);
            rig.Answer(1, next.To, next.Message);
            foreach (var more in rig.Effects.TakeSent()) open.Enqueue(more);
        }

        foreach (var (receiver, message) in open) rig.Effects.Send(receiver, message);
        return answered;
    }
}
