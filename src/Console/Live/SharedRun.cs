using System.Globalization;
using System.Text.Json;
using AkkaCacheSim.Cluster.Messages;
using AkkaCacheSim.Core.Machines;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Workloads;

namespace AkkaCacheSim.Console.Live;

/// <summary>A workload on its way, shared out among coordinators: when all begin, who has reported, who has died.</summary>
internal sealed class SharedRun
{
    // How long everybody is given to hear of the start: they begin at the same moment of the clock that they share.
    private const long Notice = 100 * Durations.Millisecond;

    private readonly RunWorkload _run;
    private readonly Share[] _shares;
    private bool _begun, _stopped;
    private long _at;

    /// <param name="number">Tells this run from the one before.</param>
    /// <param name="run">What was asked for.</param>
    /// <param name="coordinators">The coordinators, at least one.</param>
    public SharedRun(long number, RunWorkload run, IReadOnlyList<Address> coordinators)
    {
        _run = run;
        _shares = [.. run.Spec.Split(coordinators.Count).Select((spec, i) => new Share(string.Create(CultureInfo.InvariantCulture, $"{number}.{i}"), coordinators[i], spec))];
    }

    /// <summary>Whether an answer is about this run.</summary>
    public bool Has(string id) => Array.Exists(_shares, share => share.Id == id);

    /// <summary>What each coordinator is told that has not reported. Told again, one that knows says again what it has said last: words get lost.</summary>
    public IEnumerable<(Address Coordinator, StartWorkload Start)> Starts()
    {
        var trace = _run.Trace is null ? null : JsonSerializer.Serialize(_run.Trace);
        return _shares.Where(share => !share.Ended).Select(share => (share.Coordinator, new StartWorkload(share.Id, JsonSerializer.Serialize(share.Spec), trace)));
    }

    /// <summary>What each coordinator is told that has not reported, once it is known when all begin; told again, nothing changes.</summary>
    public IEnumerable<(Address Coordinator, BeginWorkload Begin)> Begins() =>
        _begun && _shares.Length > 1 ? _shares.Where(share => !share.Ended).Select(share => (share.Coordinator, new BeginWorkload(share.Id, _at))) : [];

    /// <summary>The first share, which prepares for all, says that it has: what each coordinator is told.</summary>
    public IEnumerable<(Address Coordinator, BeginWorkload Begin)> Prepared(WorkloadPrepared prepared, long now)
    {
        if (prepared.Id != _shares[0].Id || _begun) return [];
        _begun = true;
        _at = prepared.At + _run.Spec.Rest;
        if (_shares.Length > 1) _at = Math.Max(_at, now + Notice);
        _run.Starting(_at);
        return Begins();
    }

    /// <summary>The run is to end early.</summary>
    public void Stop() => _stopped = true;

    /// <summary>What each coordinator is told that has not reported, once the run is to end early; told again, nothing changes.</summary>
    public IEnumerable<(Address Coordinator, StopWorkload Stop)> Stops() =>
        _stopped ? _shares.Where(share => !share.Ended).Select(share => (share.Coordinator, new StopWorkload(share.Id))) : [];

    /// <summary>Passes on how far the first has got that is not done, with the requests of all.</summary>
    public void Progress(WorkloadProgress progress)
    {
        if (Array.Find(_shares, share => share.Id == progress.Id) is not { Ended: false } teller) return;
        teller.Requests = progress.Requests;
        if (Array.Find(_shares, share => !share.Ended) == teller) _run.Progress(progress with { Requests = _shares.Sum(share => share.Requests) });
    }

    /// <summary>A share is done.</summary>
    /// <returns>Whether that was the last.</returns>
    public bool Done(string id, WorkloadReport report)
    {
        foreach (var share in _shares.Where(share => share.Id == id && !share.Ended)) (share.Report, share.Requests, share.Ended) = (report, report.Reads + report.Writes, true);
        return EndIfComplete();
    }

    /// <summary>Coordinators have died. The others go on without them, unless nobody can prepare any more.</summary>
    /// <returns>Whether the run has ended with it.</returns>
    public bool Died(Predicate<Address> dead)
    {
        foreach (var share in _shares.Where(share => dead(share.Coordinator))) share.Ended = true;
        return _shares[0].Ended && !_begun && !_stopped ? Fail($"{_shares[0].Coordinator.Name} died before the load began") : EndIfComplete();
    }

    /// <summary>Ends the run without a result.</summary>
    /// <returns>True: it has ended.</returns>
    public bool Fail(string why)
    {
        _run.Done.TrySetException(new LiveException(why));
        return true;
    }

    private bool EndIfComplete()
    {
        if (!Array.TrueForAll(_shares, share => share.Ended)) return false;
        if (Array.TrueForAll(_shares, share => share.Report is null)) return Fail("every coordinator has left");
        return _run.Done.TrySetResult([.. _shares.Select(share => new ShareReport(share.Coordinator.Name, share.Report))]);
    }

    private sealed record Share(string Id, Address Coordinator, WorkloadSpec Spec)
    {
        public bool Ended { get; set; }

        public long Requests { get; set; }

        public WorkloadReport? Report { get; set; }
    }
}
