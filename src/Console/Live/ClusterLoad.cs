using AkkaCacheSim.Cluster.Messages;
using AkkaCacheSim.Console.Output;
using AkkaCacheSim.Core.Workloads;

namespace AkkaCacheSim.Console.Live;

/// <summary>The load on a running cluster: one at a time, begun and ended by whoever asks. The cluster stays what it is.</summary>
/// <param name="cluster">The cluster.</param>
internal sealed class ClusterLoad(LiveCluster cluster)
{
    private readonly Lock _gate = new();
    private LoadStateView _state = new(false, "none", 0, 0, new Dictionary<string, string>(), null);

    /// <summary>How it is getting on; of the last one where none runs.</summary>
    public LoadStateView State
    {
        get
        {
            lock (_gate) return _state;
        }
    }

    /// <summary>Begins one.</summary>
    /// <param name="spec">The load.</param>
    /// <returns>How it is getting on.</returns>
    /// <exception cref="LiveException">One runs already.</exception>
    public LoadStateView Start(WorkloadSpec spec)
    {
        lock (_gate)
        {
            if (_state.Running) throw new LiveException($"load: one runs already, {Line(_state.Options)}; 'load stop' ends it");
            _state = new LoadStateView(true, Named(WorkloadPhase.Waiting.ToString()), 0, 0, LoadView.Named(spec), null);

            // Before anybody can see that it runs, and stop it.
            _ = RunAsync(spec);
            return _state;
        }
    }

    /// <summary>Has it begin no more requests; it ends once those under way have.</summary>
    /// <returns>How it is getting on.</returns>
    public LoadStateView Stop()
    {
        if (State.Running) cluster.StopRun();
        return State;
    }

    private async Task RunAsync(WorkloadSpec spec)
    {
        try
        {
            var figures = LoadFigures.Of(await cluster.RunAsync(spec, null, Advance));
            Change(state => state with { Running = false, Phase = Named(WorkloadPhase.Done.ToString()), Requests = figures.Requests, Figures = figures });
            cluster.Events.Add("workload", $"ended: {Figures.Count(figures.Requests)} requests, hit rate {(figures.HitRate is { } rate ? Figures.Share(rate) : "-")}");
        }
        catch (LiveException e)
        {
            Change(state => state with { Running = false, Phase = "failed", Error = e.Message });
            cluster.Events.Add("workload", $"failed: {e.Message}");
        }
    }

    private void Advance(WorkloadProgress step) => Change(state => state with { Phase = Named(step.Phase), Progress = step.Progress, Requests = step.Requests });

    private void Change(Func<LoadStateView, LoadStateView> change)
    {
        lock (_gate) _state = change(_state);
    }

    private static string Named(string phase) => phase.ToLowerInvariant();

    private static string Line(IReadOnlyDictionary<string, string> options) => string.Join(' ', options.Select(option => $"{option.Key}={option.Value}"));
}
