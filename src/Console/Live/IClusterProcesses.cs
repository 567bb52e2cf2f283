using AkkaCacheSim.Core.Settings;

namespace AkkaCacheSim.Console.Live;

/// <summary>The processes of the cluster without the console: its children, or others' that it only counts on.</summary>
internal interface IClusterProcesses
{
    IReadOnlyCollection<IClusterProcess> Processes { get; }

    /// <summary>Invalidators are wanted from now on.</summary>
    /// <param name="settings">The settings in force, which say how many.</param>
    void StartInvalidators(SimSettings settings);

    /// <summary>No invalidator is wanted any more.</summary>
    Task RemoveInvalidatorsAsync();
}
