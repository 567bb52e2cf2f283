using AkkaCacheSim.Cluster.Messages;
using AkkaCacheSim.Console.Live;
using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Workloads;

namespace AkkaCacheSim.Console.Tests.Live;

public sealed class SharedRunTests
{
    private static readonly Address[] Coordinators = [new(Role.Coordinator, 0, 1), new(Role.Coordinator, 1, 1)];

    private readonly TaskCompletionSource<IReadOnlyList<ShareReport>> _done = new();
    private readonly List<WorkloadProgress> _progress = [];
    private readonly SharedRun _run;

    public SharedRunTests()
    {
        _run = new SharedRun(1, new RunWorkload(new WorkloadSpec { Rate = 10 }, null, _progress.Add, _ => { }, _done), Coordinators);
        Assert.Equal(2, _run.Prepared(new WorkloadPrepared(_run.Starts().First().Start.Id, 5), 10).Count());
    }

    [Fact]
    public async Task WhenOneHasDied_ThenTheOthersReportIsTheResult()
    {
        Assert.False(_run.Died(coordinator => coordinator == Coordinators[0]));
        Assert.True(_run.Done(_run.Starts().Last().Start.Id, new WorkloadReport()));
        Assert.Equal([false, true], (await _done.Task).Select(share => share.Report is not null));
    }

    // A console that is no member any more sees nobody.
    [Fact]
    public async Task WhenNobodyIsLeftToReport_ThenTheRunHasFailed()
    {
        Assert.True(_run.Died(_ => true));
        var failure = await Assert.ThrowsAsync<LiveException>(() => _done.Task);
        Assert.Contains("every coordinator has left", failure.Message, StringComparison.Ordinal);
    }

    // Whoever has reported is asked no more; the others are told the same as before.
    [Fact]
    public void WhenSomebodyIsToldAgain_ThenItIsTheSameAndOnlyWhoHasNotReported()
    {
        var (starts, begins) = (_run.Starts().ToList(), _run.Begins().ToList());
        Assert.Equal((2, 2), (starts.Count, begins.Count));
        Assert.Empty(_run.Prepared(new WorkloadPrepared(starts[0].Start.Id, 77), 99));
        _run.Done(starts[0].Start.Id, new WorkloadReport());
        Assert.Equal(starts[1..], _run.Starts());
        Assert.Equal(begins[1..], _run.Begins());
    }

    [Fact]
    public void WhenARunIsToEndEarly_ThenWhoHasNotReportedIsToldSoAgainAndAgain()
    {
        Assert.Empty(_run.Stops());
        _run.Stop();
        string[] ids = [.. _run.Starts().Select(start => start.Start.Id)];
        Assert.Equal(Coordinators.Zip(ids, (coordinator, id) => (coordinator, new StopWorkload(id))), _run.Stops());
        _run.Done(ids[0], new WorkloadReport());
        Assert.Equal([(Coordinators[1], new StopWorkload(ids[1]))], _run.Stops());
    }

    // Nobody needs the first to prepare any more.
    [Fact]
    public async Task WhenARunIsEndedBeforeItHasBegunAndTheFirstHasReported_ThenADeathIsNoFailure()
    {
        var run = new SharedRun(2, new RunWorkload(new WorkloadSpec { Rate = 10 }, null, _ => { }, _ => { }, _done), Coordinators);
        run.Stop();
        Assert.False(run.Done(run.Starts().First().Start.Id, new WorkloadReport()));
        Assert.True(run.Died(coordinator => coordinator == Coordinators[1]));
        Assert.Equal([true, false], (await _done.Task).Select(share => share.Report is not null));
    }

    [Fact]
    public void WhenSharesSayHowFarTheyAre_ThenTheRequestsOfAllArePassedOnWithThePhaseOfTheFirst()
    {
        string[] ids = [.. _run.Starts().Select(start => start.Start.Id)];
        _run.Progress(new WorkloadProgress(ids[1], "Draining", 0.9, 40));
        _run.Progress(new WorkloadProgress("another", "Running", 0.9, 1_000));
        _run.Progress(new WorkloadProgress(ids[0], "Running", 0.5, 2));
        Assert.Equal(new WorkloadProgress(ids[0], "Running", 0.5, 42), Assert.Single(_progress));
        var report = new WorkloadReport();
        report.CountRead(Core.Messages.Outcome.Hit, 1, 1);
        _run.Done(ids[0], report);
        _run.Progress(new WorkloadProgress(ids[1], "Draining", 1, 50));
        Assert.Equal(new WorkloadProgress(ids[1], "Draining", 1, 51), _progress[1]);
    }
}
