using AkkaCacheSim.Console.Scenarios;

namespace AkkaCacheSim.Console.Results;

/// <summary>What an experiment has shown in all its runs.</summary>
internal sealed class ExperimentResults
{
    /// <summary>Puts runs together.</summary>
    /// <param name="experiment">What was run.</param>
    /// <param name="outcomes">What each run has shown.</param>
    /// <param name="log">What the variants' clients have measured; empty where nothing is run.</param>
    public ExperimentResults(Experiment experiment, IReadOnlyList<RunOutcome> outcomes, IReadOnlyList<VariantRuns> log)
    {
        Experiment = experiment;
        Log = log;
        Rows = [.. outcomes[0].Rows.Select((_, i) => Medians.Of([.. outcomes.Select(outcome => outcome.Rows[i])]))];
        Claims = [.. outcomes[0].Claims.Select((_, i) => Claim.InAll([.. outcomes.Select(outcome => outcome.Claims[i])]))];
        List<ResultRow> all = [.. outcomes.SelectMany(outcome => outcome.Rows)];
        Thresholds = [.. experiment.Thresholds.Select(threshold => threshold.Judge(all))];
    }

    public Experiment Experiment { get; }

    /// <summary>A row a variant: the medians of its runs.</summary>
    public IReadOnlyList<ResultRow> Rows { get; }

    /// <summary>The claims; one holds when it held in every run.</summary>
    public IReadOnlyList<Claim> Claims { get; }

    /// <summary>The thresholds, judged on every run.</summary>
    public IReadOnlyList<ThresholdResult> Thresholds { get; }

    /// <summary>What the variants' clients have measured.</summary>
    public IReadOnlyList<VariantRuns> Log { get; }

    /// <summary>The first run of each variant to whose cluster something happened, second by second.</summary>
    public IReadOnlyList<Timeline> Timelines => Timeline.Of(Log);

    /// <summary>Whether everything holds that had to.</summary>
    public bool Hold => Claims.All(claim => claim.Holds) && Thresholds.All(threshold => threshold.Holds);
}
