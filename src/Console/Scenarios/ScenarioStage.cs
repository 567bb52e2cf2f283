using AkkaCacheSim.Checker;
using AkkaCacheSim.Console.Live;
using AkkaCacheSim.Console.Output;
using AkkaCacheSim.Console.Results;
using AkkaCacheSim.Console.Runs;
using AkkaCacheSim.Core.Settings;
using AkkaCacheSim.Core.Workloads;

namespace AkkaCacheSim.Console.Scenarios;

/// <summary>Where a scenario plays: the driver, the settings and load that the command line asked for, and a folder for each variant.</summary>
/// <param name="Driver">Runs a variant.</param>
/// <param name="Settings">The settings before a variant changes them.</param>
/// <param name="Load">The load before a variant changes it.</param>
/// <param name="Folder">Where the variants' folders go.</param>
/// <param name="Cancel">Ends it early.</param>
internal sealed record ScenarioStage(IDriver Driver, SimSettings Settings, WorkloadSpec Load, string Folder, CancellationToken Cancel)
{
    // How long news under way is given at the end, where a history is kept.
    private const long Drain = 500 * Durations.Millisecond;

    /// <summary>Which run this is; it keeps what the variants measure.</summary>
    public required Repetition Repetition { get; init; }

    /// <summary>Runs a variant on a cluster of its own.</summary>
    /// <param name="variant">Its name.</param>
    /// <param name="settings">Its settings.</param>
    /// <param name="load">Its load; null for the stage's.</param>
    /// <param name="script">What happens meanwhile.</param>
    /// <param name="record">Whether a history is kept, and checked.</param>
    public async Task<RunResult> PlayAsync(string variant, SimSettings settings, WorkloadSpec? load = null, IReadOnlyList<ScriptStep>? script = null, bool record = false)
    {
        var path = DataFolder.Fresh(PathOf(variant));
        var workload = new Workload((load ?? Load) with { Seed = settings.Seed }, null, Drain) { Script = script ?? [] };
        var result = await RunProgress.ShowAsync(Repetition.Title(variant), progress => Driver.RunAsync(settings, workload, path, record, progress, Cancel));
        return Repetition.Keep(variant, record ? result with { Check = HistoryCheck.Run([HistoryOf(variant)]) } : result);
    }

    /// <summary>The loads that a variant's history tells of.</summary>
    /// <param name="variant">Its name.</param>
    /// <param name="from">When the first that counts began, ns.</param>
    public long Loads(string variant, long from) => HistoryLines.Loads(HistoryOf(variant), from);

    /// <summary>Where the history is that a variant has left.</summary>
    /// <param name="variant">Its name.</param>
    public string HistoryOf(string variant) => Path.Combine(PathOf(variant), "history");

    // Apart from the folder's own files: a variant may be called like one of them.
    private string PathOf(string variant) => Path.Combine(Folder, "variants", variant.Replace(' ', '-'));
}
